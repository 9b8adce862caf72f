using System.Buffers.Binary;
using System.Text;
using RemoteVerify.Synthetic.Datasets;

namespace RemoteVerify.Synthetic.Tests.Datasets;

public class ArrayWriterTests
{
    [Theory]
    [InlineData("|u1", new[] { 2, 3 }, "(2, 3)")]
    [InlineData("<f4", new[] { 7 }, "(7,)")]
    [InlineData("|u1", new[] { 100000, 144, 144, 3 }, "(100000, 144, 144, 3)")]
    public void Constructor_AnyShape_HeaderIsNpyOne(string type, int[] shape, string shown)
    {
        byte[] file = Written(type, shape, []);
        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0], file[..8]);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8));
        Assert.Equal(file.Length, 10 + length);
        Assert.Equal(0, file.Length % 64);
        string text = Encoding.ASCII.GetString(file, 10, length);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.Equal($"{{'descr': '{type}', 'fortran_order': False, 'shape': {shown}, }}", text.TrimEnd());
    }

    [Fact]
    public void Write_TwoRows_FollowTheHeader()
    {
        byte[] file = Written("|u1", [2, 3], [[1, 2, 3], [4, 5, 6]]);
        Assert.Equal([1, 2, 3, 4, 5, 6], file[^6..]);
        Assert.Equal(0, (file.Length - 6) % 64);
    }

    private static byte[] Written(string type, int[] shape, byte[][] rows)
    {
        string path = Path.GetTempFileName();
        try
        {
            using (ArrayWriter writer = new(path, type, shape))
            {
                foreach (byte[] row in rows)
                {
                    writer.Write(row);
                }
            }

            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
