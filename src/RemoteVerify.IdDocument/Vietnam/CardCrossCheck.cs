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

    /// <summary>The card's QR code against DG1, and against DG13 for what only both of them say: <c>issue_date</c>, <c>old_number</c>.</summary>
    public static IReadOnlyList<string> Differences(MachineReadableZone mrz, Dg13? dg13, CardQr qr, DateOnly reference)
    {
        ArgumentNullException.ThrowIfNull(qr);
        List<string> differ = [.. Differences(mrz, new StatedHolder(qr.PersonalNumber, qr.FullName, qr.BirthDate, qr.Sex, null), reference)];
        if (dg13?.Issued is { } issued && issued != qr.Issued)
        {
            differ.Add("issue_date");
        }

        if (dg13?.OldNumber is { } old && qr.OldNumber is { } printed && old != printed)
        {
            differ.Add("old_number");
        }

        return differ.AsReadOnly();
    }

    /// <summary>What was typed against DG1: <c>id_number</c>, <c>name</c>, <c>birth_date</c>, <c>sex</c>, <c>expiry_date</c>.</summary>
    public static IReadOnlyList<string> Differences(MachineReadableZone mrz, StatedHolder stated, DateOnly reference)
    {
        ArgumentNullException.ThrowIfNull(mrz);
        ArgumentNullException.ThrowIfNull(stated);
        List<string> differ = [];
        Add("id_number", stated.Number is { } number && number != VietnameseCardMrz.PersonalNumber(mrz) && number != mrz.DocumentNumber && number != mrz.OptionalData);
        Add("name", stated.FullName is { } name && !VietnameseName.Matches(name, mrz.Surname, mrz.GivenNames, mrz.NamesMayBeTruncated));
        Add("birth_date", stated.BirthDate is { } birth && birth != mrz.BirthDate.ResolveBirth(reference));
        Add("sex", stated.Sex is { } sex && sex != mrz.Sex);
        Add("expiry_date", stated.ExpiryDate is { } expiry && expiry != (VietnameseCardMrz.NeverExpires(mrz) ? null : mrz.ExpiryDate.ResolveExpiry(reference)));
        return differ.AsReadOnly();

        void Add(string field, bool differs)
        {
            if (differs)
            {
                differ.Add(field);
            }
        }
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
