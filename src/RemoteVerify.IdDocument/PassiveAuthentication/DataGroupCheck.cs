// ICAO Doc 9303-11 clause 5.1 step 4 (hashes of the data groups against EF.SOD).
using System.Security.Cryptography;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.Pki.Algorithms;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingCategory;
using static RemoteVerify.IdDocument.PassiveAuthentication.FindingSeverity;

namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>Holds the files against the signed list, over the bytes as received.</summary>
internal static class DataGroupCheck
{
    private const string Clause = "ICAO 9303-11 5.1";

    // Without DG1 and DG2 there is nobody to verify; DG14 and DG15 are what a copy leaves out. DG3 and DG4 are behind
    // terminal authentication, which a remote service does not have.
    private static readonly int[] Required = [1, 2];
    private static readonly int[] NeverWithheld = [1, 2, 14, 15];

    public static SortedDictionary<int, DataGroupState> Run(ChipFiles files, SecurityObject securityObject, FindingList findings)
    {
        foreach (int number in securityObject.Duplicates)
        {
            findings.Add(FindingCode.DuplicateDataGroup, Integrity, Reject, "ICAO 9303-10 appendix D", $"EF.SOD lists DG{number} more than once", number);
        }

        HashAlgorithmName? hash = HashAlgorithms.FromOid(securityObject.HashAlgorithmOid);
        if (hash is null)
        {
            findings.Add(FindingCode.HashUnsupported, Integrity, Reject, Clause, "the hash algorithm of EF.SOD is not known here");
        }

        SortedDictionary<int, DataGroupState> states = [];
        foreach (int number in files.DataGroupNumbers.Union(securityObject.DataGroups).Order())
        {
            states[number] = Judge(number, files.DataGroup(number), securityObject, hash, findings);
        }

        foreach (int number in Required.Where(number => !states.ContainsKey(number)))
        {
            findings.Add(FindingCode.DataGroupMissing, Integrity, Reject, "ICAO 9303-10 4.5", $"DG{number} is neither there nor listed", number);
        }

        return states;
    }

    private static DataGroupState Judge(
        int number, ReadOnlyMemory<byte>? file, SecurityObject securityObject, HashAlgorithmName? hash, FindingList findings)
    {
        if (file is not { } bytes)
        {
            Absent(number, findings);
            return DataGroupState.NotPresent;
        }

        if (!securityObject.Hashes.Any(entry => entry.DataGroup == number))
        {
            findings.Add(FindingCode.DataGroupNotListed, Integrity, Reject, Clause, $"EF.SOD does not list DG{number}: nobody signed it", number);
            return DataGroupState.NotListed;
        }

        try
        {
            TlvElement element = ElementaryFile.Read(bytes, EfCom.TagOf(number), $"EF.DG{number}");
            if (hash is { } name && IsListed(securityObject, number, HashAlgorithms.Hash(name, element.Encoded.Span)))
            {
                return DataGroupState.Ok;
            }
        }
        catch (IdDocumentFormatException)
        {
            findings.Add(FindingCode.DataGroupMalformed, Integrity, Reject, "ICAO 9303-10 4.6", $"DG{number} is not the data object that it should be", number);
        }

        findings.Add(FindingCode.HashMismatch, Integrity, Reject, Clause, $"DG{number} is not the file that was signed", number);
        return DataGroupState.HashMismatch;
    }

    /// <summary>Every line about the data group must name this hash.</summary>
    private static bool IsListed(SecurityObject securityObject, int number, ReadOnlySpan<byte> hash)
    {
        foreach (DataGroupHash entry in securityObject.Hashes)
        {
            if (entry.DataGroup == number && !entry.Hash.Span.SequenceEqual(hash))
            {
                return false;
            }
        }

        return true;
    }

    private static void Absent(int number, FindingList findings)
    {
        if (NeverWithheld.Contains(number))
        {
            findings.Add(FindingCode.DataGroupWithheld, Integrity, Reject, Clause, $"EF.SOD lists DG{number}, but it was withheld", number);
        }
        else
        {
            findings.Add(FindingCode.DataGroupNotRead, Integrity, Information, Clause, $"DG{number} was not read", number);
        }
    }
}
