// Law on Identity 26/2023/QH15 article 21: a card is renewed at 14, 25, 40 and 60; issued within two years before an age,
// it runs to the next one; from 60 on it has no end.
namespace RemoteVerify.IdDocument.Vietnam;

/// <summary>The expiry date that follows from the birth date and the day of issue.</summary>
public static class CardExpiryRule
{
    private static readonly int[] RenewalAges = [14, 25, 40, 60];

    /// <summary>The day the card ends (the birthday of the next renewal age); null when it never does.</summary>
    public static DateOnly? ExpectedExpiry(DateOnly birth, DateOnly issued)
    {
        foreach (int age in RenewalAges)
        {
            if (issued < birth.AddYears(age).AddYears(-2))
            {
                return birth.AddYears(age);
            }
        }

        return null;
    }
}
