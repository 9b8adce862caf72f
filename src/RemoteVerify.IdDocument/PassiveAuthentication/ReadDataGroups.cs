using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.Vietnam;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingCategory;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingSeverity;

namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>The data groups that this room understands, each read once; null where absent or broken.</summary>
internal sealed record ReadDataGroups(EfCom? Com, Dg1? Dg1, Dg2? Dg2, Dg11? Dg11, Dg12? Dg12, Dg13? Dg13, Dg14? Dg14, Dg15? Dg15)
{
    public static ReadDataGroups Read(ChipFiles files, FindingList findings)
    {
        Dg1? dg1 = TryRead(files, 1, Dg1.Read, FindingCode.DataGroupMalformed, Reject, findings);
        TryRead(files, 5, DisplayedImages.ReadPortrait, FindingCode.DataGroupMalformed, Warning, findings);
        TryRead(files, 7, DisplayedImages.ReadSignature, FindingCode.DataGroupMalformed, Warning, findings);
        TryRead(files, 16, Dg16.Read, FindingCode.DataGroupMalformed, Warning, findings);
        bool vietnamese = dg1 is not null && dg1.Mrz.IssuingState == "VNM";
        return new ReadDataGroups(
            ReadCom(files, findings),
            dg1,
            TryRead(files, 2, Dg2.Read, FindingCode.DataGroupMalformed, Reject, findings),
            TryRead(files, 11, Dg11.Read, FindingCode.DataGroupMalformed, Warning, findings),
            TryRead(files, 12, Dg12.Read, FindingCode.DataGroupMalformed, Warning, findings),
            vietnamese ? TryRead(files, 13, Dg13.Read, FindingCode.Dg13NotUnderstood, Warning, findings) : null,
            TryRead(files, 14, Dg14.Read, FindingCode.DataGroupMalformed, Reject, findings),
            TryRead(files, 15, Dg15.Read, FindingCode.DataGroupMalformed, Reject, findings));
    }

    private static T? TryRead<T>(
        ChipFiles files, int number, Func<ReadOnlyMemory<byte>, T> read, string code, FindingSeverity severity, FindingList findings)
        where T : class
    {
        try
        {
            return files.DataGroup(number) is { } bytes ? read(bytes) : null;
        }
        catch (IdDocumentFormatException)
        {
            findings.Add(code, Consistency, severity, "ICAO 9303-10 4.7", $"the content of DG{number} can't be read", number);
            return null;
        }
    }

    private static EfCom? ReadCom(ChipFiles files, FindingList findings)
    {
        try
        {
            return files.Com is { } bytes ? EfCom.Read(bytes) : null;
        }
        catch (IdDocumentFormatException)
        {
            findings.Add(FindingCode.ComDisagrees, Consistency, Information, "ICAO 9303-10 4.6.1", "EF.COM can't be read; nothing rests on it");
            return null;
        }
    }
}
