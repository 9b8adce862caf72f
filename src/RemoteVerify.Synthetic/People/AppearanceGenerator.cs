using System.Numerics;

namespace RemoteVerify.Synthetic.People;

/// <summary>
/// What the same person may change from one day to the next: hair, beard, glasses, make-up, clothes. The face and what age
/// did to it stay; so a recogniser that is trained on these people can't lean on a haircut.
/// </summary>
public static class AppearanceGenerator
{
    private static readonly HairStyle[] WomensHair =
        [HairStyle.LongStraight, HairStyle.LongStraight, HairStyle.Layered, HairStyle.Bob, HairStyle.Fringe, HairStyle.TiedBack, HairStyle.TiedBack];

    private static readonly HairStyle[] MensHair = [HairStyle.Short, HairStyle.SideParted, HairStyle.Crew, HairStyle.Tousled];

    private static readonly Vector3[] Frames =
        [new(0.02f, 0.02f, 0.022f), new(0.12f, 0.05f, 0.03f), new(0.30f, 0.24f, 0.14f), new(0.10f, 0.11f, 0.13f), new(0.20f, 0.03f, 0.04f)];

    /// <summary>The same face with another day's looks; the same arguments give the same result.</summary>
    /// <param name="person">The face; what it wears is replaced.</param>
    /// <param name="woman">Women's or men's hair and beard.</param>
    /// <param name="ageYears">18 to 90: the old more often wear glasses and dye their hair less.</param>
    /// <param name="seed">Any number; another one is another day.</param>
    public static PersonParameters Dress(PersonParameters person, bool woman, int ageYears, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(person);
        SeededGenerator draw = new(SeededGenerator.Mix(seed, 0xDA1));
        float age = PersonGenerator.AgeShare(ageYears);
        return Clothes(draw, woman, Glasses(draw, age, Beard(draw, woman, Hair(draw, woman, age, person)))) with
        {
            WornSeed = (uint)draw.NextIndex(100_000),
            LipColour = woman ? draw.NextBetween(0.25f, 0.95f) : person.LipColour,
        };
    }

    private static PersonParameters Hair(SeededGenerator draw, bool woman, float age, PersonParameters person)
    {
        HairStyle[] styles = woman ? WomensHair : MensHair;
        HairStyle style = styles[draw.NextIndex(styles.Length)];
        if (!woman && person.HairCorners > 0.75f)
        {
            style = draw.NextChance(0.7f) ? HairStyle.Receding : HairStyle.Crew;
        }

        // Black to dark brown; some of the young dye it, some of the old dye away the grey.
        Vector3 colour = new Vector3(0.016f, 0.013f, 0.012f) * draw.NextBetween(0.6f, 1.8f);
        if (age < 0.5f && draw.NextChance(woman ? 0.30f : 0.10f))
        {
            colour = Vector3.Lerp(new(0.06f, 0.030f, 0.018f), new(0.16f, 0.082f, 0.045f), draw.NextUnit());
        }

        return person with
        {
            HairStyle = style,
            HairColour = colour,
            GreyHair = draw.NextChance(0.2f) ? 0 : person.GreyHair,
            HairVolume = draw.NextBetween(0.7f, 1.35f) - (0.2f * age),
            HairParting = draw.NextBetween(-1, 1),
        };
    }

    private static PersonParameters Beard(SeededGenerator draw, bool woman, PersonParameters person)
    {
        float growth = woman ? 0 : person.BeardGrowth, kept = draw.NextUnit();
        return person with
        {
            Beard = growth * (kept > 0.90f ? draw.NextBetween(0.5f, 0.9f) : kept > 0.55f ? draw.NextBetween(0.08f, 0.22f) : 0),
            Moustache = growth * (kept > 0.80f ? draw.NextBetween(0.35f, 0.9f) : kept > 0.55f ? draw.NextBetween(0.08f, 0.22f) : 0),
        };
    }

    private static PersonParameters Glasses(SeededGenerator draw, float age, PersonParameters person)
    {
        GlassesStyle[] styles = [GlassesStyle.Round, GlassesStyle.Rectangular, GlassesStyle.HalfRim];
        return person with
        {
            Glasses = draw.NextChance(0.26f + (0.2f * age)) ? styles[draw.NextIndex(3)] : GlassesStyle.None,
            GlassesSize = draw.NextBetween(0.90f, 1.12f),
            GlassesThickness = draw.NextBetween(0.008f, 0.017f),
            GlassesColour = Frames[draw.NextIndex(Frames.Length)],
        };
    }

    private static PersonParameters Clothes(SeededGenerator draw, bool woman, PersonParameters person) => person with
    {
        ShirtCollar = draw.NextChance(woman ? 0.45f : 0.7f),
        ShirtPattern = draw.NextChance(0.65f) ? 0 : 1 + draw.NextIndex(2),
        ShirtColour = draw.NextChance(0.25f)
            ? new Vector3(draw.NextBetween(0.62f, 0.80f))
            : Vector3.Lerp(
                new Vector3(draw.NextBetween(0.04f, 0.7f)),
                new(draw.NextBetween(0.06f, 0.55f), draw.NextBetween(0.06f, 0.45f), draw.NextBetween(0.08f, 0.60f)),
                0.6f),
    };
}
