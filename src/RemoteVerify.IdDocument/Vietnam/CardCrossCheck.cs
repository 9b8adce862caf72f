using RemoteVerify.IdDocument.Mrz;

namespace RemoteVerify.IdDocument.Vietnam;

/// <summary>Holds the sources that speak about the same person against each other; it reports, it corrects nothing.</summary>
public static class CardCrossCheck
{
    /// <summary>
    /// Compares who DG1 and DG13 speak of and returns the fields that differ: <c>id_number</c>, <c>name</c>, <c>birth_date</c>. A field
    /// that DG13 leaves empty is not compared.
    /// </summary>
    /// <param name="reference">The day that two-digit years are read from.</param>
    public static IReadOnlyList<string> Differences(MachineReadableZone mrz, Dg13 dg13, DateOnly reference)
    {
        ArgumentNullException.ThrowIfNull(mrz);
        ArgumentNullException.ThrowIfNull(dg13);
        List<string> differ = [];
        if (dg13.PersonalNumber is { } number && number != VietnameseCardMrz.PersonalNumber(mrz))
        {
            differ.Add("id_number");
        }

        if (dg13.FullName is { } name && !VietnameseName.Matches(name, mrz.Surname, mrz.GivenNames, mrz.NamesMayBeTruncated))
        {
            differ.Add("name");
        }

        if (dg13.BirthDate is { } birth && birth != mrz.BirthDate.ResolveBirth(reference))
        {
            differ.Add("birth_date");
        }

        return differ.AsReadOnly();
    }

    /// <summary>The same for what a person may have changed and what belongs to the card: <c>sex</c>, <c>expiry_date</c>.</summary>
    public static IReadOnlyList<string> FurtherDifferences(MachineReadableZone mrz, Dg13 dg13, DateOnly reference)
    {
        ArgumentNullException.ThrowIfNull(mrz);
        ArgumentNullException.ThrowIfNull(dg13);
        List<string> differ = [];
        if (dg13.Sex is { } sex && sex != mrz.Sex)
        {
            differ.Add("sex");
        }

        if (dg13.Expires is { } expires && expires != mrz.ExpiryDate.ResolveExpiry(reference))
        {
            differ.Add("expiry_date");
        }

        return differ.AsReadOnly();
    }
}
