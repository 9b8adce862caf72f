using System.Text;

namespace RemoteVerify.Synthetic.Datasets;

/// <summary>Writes arrays that numpy maps into memory (format NPY 1.0, C order), row by row.</summary>
public sealed class ArrayWriter : IDisposable
{
    private readonly FileStream _file;

    /// <param name="path">The file, replaced when it exists.</param>
    /// <param name="type">numpy's name: <c>|u1</c> or <c>&lt;f4</c>.</param>
    /// <param name="shape">All dimensions.</param>
    public ArrayWriter(string path, string type, params ReadOnlySpan<int> shape)
    {
        string description = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({string.Join(", ", shape.ToArray())}{(shape.Length == 1 ? "," : "")}), }}";
        // Magic, version and length are ten bytes; the data start at a multiple of 64.
        int padding = 63 - ((10 + description.Length) % 64);
        byte[] text = Encoding.ASCII.GetBytes(description + new string(' ', padding) + "\n");
        _file = File.Create(path, 1 << 20);
        _file.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)(text.Length & 255), (byte)(text.Length >> 8)]);
        _file.Write(text);
    }

    /// <summary>Appends one row.</summary>
    public void Write(ReadOnlySpan<byte> row) => _file.Write(row);

    public void Dispose() => _file.Dispose();
}
