// ICAO Doc 9303-10 clause 4.7.1 (EF.DG1: the MRZ).
using System.Text;
using RemoteVerify.IdDocument.Mrz;

namespace RemoteVerify.IdDocument.Files;

/// <summary>The machine-readable zone as the chip carries it.</summary>
public sealed record Dg1(MachineReadableZone Mrz)
{
    private const string Structure = "EF.DG1";

    public static Dg1 Read(ReadOnlyMemory<byte> file)
    {
        TlvElement mrz = new TlvReader(ElementaryFile.Read(file, 0x61, Structure), Structure).Read(0x5F1F);
        return new Dg1(MachineReadableZone.Parse(Encoding.Latin1.GetString(mrz.Value.Span), Structure));
    }

    public override string ToString() => "Dg1(not shown)";
}
