using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Reading;

/// <summary>An object stream (ISO 32000-2 clause 7.5.7), its objects read when asked for.</summary>
internal sealed class ObjectStream
{
    private readonly ReadOnlyMemory<byte> _content;
    private readonly PdfLimits _limits;
    private readonly (int Number, int Offset)[] _index;
    private readonly PdfObject?[] _objects;

    public ObjectStream(PdfStream stream, PdfLimits limits, DecodeBudget budget, long offset)
    {
        _limits = limits;
        var count = stream.Dictionary.GetInteger("N");
        var first = stream.Dictionary.GetInteger("First");
        if (stream.Dictionary.GetName("Type") != "ObjStm" || count is not (>= 0 and <= int.MaxValue) || first is not >= 0)
        {
            throw new PdfFormatException("object stream", offset, "/Type, /N or /First is wrong");
        }

        _content = budget.Decode(stream);
        if (first > _content.Length || count > (first + 1) / 4)
        {
            throw new PdfFormatException("object stream", offset, "/N objects do not fit before /First");
        }

        var lexer = new Lexer(_content[..(int)first], limits);
        _index = new (int, int)[count.Value];
        _objects = new PdfObject?[count.Value];
        for (var i = 0; i < _index.Length; i++)
        {
            if (!lexer.TryUnsigned(out var number) || !lexer.TryUnsigned(out var at)
                || number > int.MaxValue || at > _content.Length - first)
            {
                throw new PdfFormatException("object stream", offset, "its header is not pairs of numbers");
            }

            _index[i] = ((int)number, (int)(at + first));
        }
    }

    public int Count => _index.Length;

    public int NumberAt(int index) => _index[index].Number;

    public PdfObject Read(int index, int number)
    {
        if (index >= _index.Length || _index[index].Number != number)
        {
            throw new PdfFormatException("object stream", index, "does not hold the object at the index that the xref names");
        }

        return _objects[index] ??= new ObjectParser(new Lexer(_content, _limits, _index[index].Offset), fromFile: false).ReadObject();
    }
}
