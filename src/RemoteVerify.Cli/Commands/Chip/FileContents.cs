using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.PassiveAuthentication;

namespace RemoteVerify.Cli.Commands.Chip;

/// <summary>What one file of a chip says, or why it says nothing.</summary>
/// <param name="Name">As the standard writes it, e.g. <c>EF.DG1</c>.</param>
/// <param name="Problem"><c>malformed</c>, <c>too-large</c>, <c>not-interpreted</c> (no reader for this data group), or null.</param>
/// <param name="Reason">For people: structure, offset and what is wrong there, never what stands there.</param>
/// <param name="Value">The data group as it was read (<see cref="Dg1"/> ...), or null.</param>
internal sealed record FileContents(string Name, int Bytes, string? Problem, string? Reason, object? Value)
{
    public override string ToString() => $"FileContents({Name}, {Bytes} bytes, {Problem ?? "read"}; content not shown)";

    /// <summary>Every file in the order of the standard: EF.COM, EF.SOD, data groups.</summary>
    public static IReadOnlyList<FileContents> ReadAll(ChipFiles files, ChipReport report, IEnumerable<string> tooLarge)
    {
        List<FileContents> all = [];
        if (files.Com is { } com)
        {
            all.Add(Read("EF.COM", com, EfCom.Read));
        }

        if (files.Sod is { } sod)
        {
            Finding? trouble = report.Findings.FirstOrDefault(finding => finding.Category == FindingCategory.Integrity && finding.DataGroup is null);
            all.Add(report.SecurityObject is { } listed
                ? new FileContents("EF.SOD", sod.Length, null, null, listed)
                : new FileContents("EF.SOD", sod.Length, "malformed", trouble?.Message ?? "it can't be read", null));
        }

        all.AddRange(files.DataGroupNumbers.Select(number => ReadGroup(number, files.DataGroup(number)!.Value)));
        all.AddRange(from name in tooLarge
                     let known = FileName.Recognise(name)
                     where known is not null
                     select new FileContents("EF." + known, 0, "too-large", "larger than a command reads", null));
        return all;
    }

    private static FileContents ReadGroup(int number, ReadOnlyMemory<byte> bytes)
    {
        string name = $"EF.DG{number}";
        return number switch
        {
            1 => Read(name, bytes, Dg1.Read),
            2 => Read(name, bytes, Dg2.Read),
            11 => Read(name, bytes, Dg11.Read),
            12 => Read(name, bytes, Dg12.Read),
            13 => Read(name, bytes, IdDocument.Vietnam.Dg13.Read),
            14 => Read(name, bytes, Dg14.Read),
            15 => Read(name, bytes, Dg15.Read),
            16 => Read(name, bytes, Dg16.Read),
            _ => new FileContents(name, bytes.Length, "not-interpreted", "nothing here reads this data group", null),
        };
    }

    private static FileContents Read<T>(string name, ReadOnlyMemory<byte> bytes, Func<ReadOnlyMemory<byte>, T> read)
        where T : class
    {
        try
        {
            return new FileContents(name, bytes.Length, null, null, read(bytes));
        }
        catch (IdDocumentFormatException exception)
        {
            return new FileContents(name, bytes.Length, "malformed", exception.Message, null);
        }
    }
}
