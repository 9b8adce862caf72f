// ISO 32000-2 clause 7.4.4: codes of 9 to 12 bits, most significant bit first.
namespace RemoteVerify.Pdf.Reading;

/// <summary>Takes LZW off, for one stream.</summary>
/// <param name="early">1: a code is one bit longer one code early, as the usual writers do; else 0.</param>
/// <param name="maxBytes">What the result may grow to.</param>
internal sealed class LzwDecoder(int early, int maxBytes)
{
    private const int ClearTable = 256;
    private const int EndOfData = 257;
    private const int FirstFree = 258;
    private const int MaxCodes = 4096;

    // A code above the bytes stands for another code and one more byte.
    private readonly short[] _prefixes = new short[MaxCodes];
    private readonly byte[] _lasts = new byte[MaxCodes];
    private readonly byte[] _reversed = new byte[MaxCodes + 1];
    private readonly MemoryStream _result = new();
    private int _next = FirstFree;
    private int _previous = -1;
    private byte _first;

    public ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> data)
    {
        var (buffer, available, at) = (0, 0, 0);
        while (true)
        {
            var bits = Width();
            while (available < bits && at < data.Length)
            {
                buffer = ((buffer << 8) | data[at++]) & 0xFFFFFF;
                available += 8;
            }

            // Some writers forget the code for the end.
            var code = available < bits ? EndOfData : (buffer >> (available - bits)) & ((1 << bits) - 1);
            available -= bits;
            switch (code)
            {
                case EndOfData:
                    return _result.GetBuffer().AsMemory(0, (int)_result.Length);
                case ClearTable:
                    (_next, _previous) = (FirstFree, -1);
                    break;
                default:
                    Take(code);
                    break;
            }
        }
    }

    private int Width() => (_next + early) switch { >= 2048 => 12, >= 1024 => 11, >= 512 => 10, _ => 9 };

    private void Take(int code)
    {
        var isNew = code == _next;
        if (code > _next || (_previous < 0 && code > EndOfData))
        {
            throw new PdfFormatException("LZW stream", -1, "names a code that is not known yet");
        }

        var (depth, current) = (0, code);
        if (isNew)
        {
            _reversed[depth++] = _first;
            current = _previous;
        }

        for (; current > EndOfData; current = _prefixes[current])
        {
            _reversed[depth++] = _lasts[current];
        }

        _first = (byte)current;
        _reversed[depth++] = _first;
        if (_result.Length + depth > maxBytes)
        {
            throw new PdfFormatException("LZW stream", -1, "decodes to more than the limit");
        }

        while (depth > 0)
        {
            _result.WriteByte(_reversed[--depth]);
        }

        if (_previous >= 0 && _next < MaxCodes)
        {
            (_prefixes[_next], _lasts[_next]) = ((short)_previous, _first);
            _next++;
        }

        _previous = code;
    }
}
