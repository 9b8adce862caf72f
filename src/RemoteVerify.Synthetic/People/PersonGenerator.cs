using System.Numerics;

namespace RemoteVerify.Synthetic.People;

/// <summary>
/// Draws the looks of a person from a seed, a sex and an age. The spread is wider than among real people of one country:
/// a recogniser trained on photographs sees all rendered heads as rather alike.
/// </summary>
public static class PersonGenerator
{
    private const float Spread = 1.4f;
    private static readonly Vector3 LightSkin = new(0.70f, 0.50f, 0.385f);
    private static readonly Vector3 DarkSkin = new(0.42f, 0.255f, 0.165f);

    /// <summary>The same arguments give the same looks.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="woman">Women's or men's hair, brows, jaw, lips, beard.</param>
    /// <param name="ageYears">18 to 90: folds, grey hair, hair line.</param>
    public static PersonParameters Draw(ulong seed, bool woman, int ageYears)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ageYears, 18);
        SeededGenerator draw = new(SeededGenerator.Mix(seed, woman ? 11UL : 13UL));
        float age = Math.Clamp((ageYears - 30) / 40f, 0, 1.3f);
        return Worn(draw, woman, age, Hair(draw, woman, age, Face(draw, woman, age))) with { TextureSeed = (uint)draw.NextIndex(100_000) };
    }

    private static PersonParameters Face(SeededGenerator draw, bool woman, float age)
    {
        float Around(float middle, float spread) => middle + (Spread * spread * Math.Clamp(draw.NextBell(), -2, 2));
        float sex = woman ? -1 : 1;
        // Broad faces tend to have broad jaws; round cheeks go with short chins.
        float broad = draw.NextBell(), round = draw.NextBell();
        return new()
        {
            FaceWidth = Math.Clamp(1 + (0.045f * broad), 0.90f, 1.10f),
            FaceLength = Math.Clamp(Around(0.97f + (0.02f * sex), 0.06f), 0.82f, 1.13f),
            JawWidth = Math.Clamp(1.02f + (0.05f * sex) + (0.05f * broad) + Around(0, 0.05f), 0.84f, 1.20f),
            ChinWidth = Math.Clamp(Around(1 + (0.12f * sex), 0.22f), 0.6f, 1.6f),
            ChinLength = Around(0.01f * sex, 0.035f) - (0.02f * round),
            CheekboneWidth = Around(1.02f, 0.07f),
            CheekFullness = Math.Clamp(1 + (0.08f * round) - (0.08f * age), 0.75f, 1.2f),
            BrowRidge = Math.Clamp(Around(1 + (0.25f * sex), 0.25f), 0.4f, 1.7f),
            EarSize = Math.Clamp(Around(1 + (0.06f * age), 0.10f), 0.8f, 1.3f),
            NeckWidth = 1 + (0.06f * sex),
            Asymmetry = Around(0, 0.5f),
            NoseLength = Math.Clamp(Around(0.98f + (0.05f * age), 0.12f), 0.66f, 1.36f),
            NoseWidth = Math.Clamp(Around(1.05f + (0.05f * sex), 0.16f), 0.68f, 1.60f),
            NoseBridge = Math.Clamp(Around(0.35f + (0.1f * sex), 0.28f), 0, 1),
            NoseTip = Math.Clamp(Around(1, 0.12f), 0.75f, 1.3f),
            EyeDistance = Math.Clamp(Around(1, 0.065f), 0.81f, 1.19f),
            EyeHeight = Around(0, 0.022f),
            EyeSize = Math.Clamp(Around(1 - (0.04f * sex) - (0.05f * age), 0.10f), 0.74f, 1.32f),
            EyeOpening = Math.Clamp(Around(1 - (0.05f * sex) - (0.12f * age), 0.16f), 0.62f, 1.35f),
            EyeTilt = Around(0.05f - (0.05f * age), 0.07f),
            EpicanthicFold = Math.Clamp(Around(0.7f, 0.3f), 0, 1),
            LidCrease = draw.NextChance(0.45f) ? draw.NextBetween(0.5f, 1) : draw.NextBetween(0, 0.3f),
            IrisColour = new Vector3(0.060f, 0.030f, 0.016f) * draw.NextBetween(0.5f, 1.6f),
            BrowHeight = Around(0.012f - (0.016f * sex), 0.022f),
            BrowThickness = Math.Clamp(Around(1 + (0.32f * sex), 0.34f), 0.30f, 2.4f),
            BrowArch = Around(0.9f - (0.4f * sex), 0.9f),
            BrowTilt = Around(0.006f, 0.020f),
            BrowLength = Math.Clamp(Around(1, 0.13f), 0.7f, 1.3f),
            BrowDensity = Math.Clamp(Around(0.82f, 0.15f), 0.4f, 1),
            MouthWidth = Math.Clamp(Around(1, 0.11f), 0.70f, 1.36f),
            MouthHeight = Around(0, 0.022f),
            UpperLip = Math.Clamp(Around(1 - (0.10f * sex) - (0.2f * age), 0.26f), 0.45f, 1.6f),
            LowerLip = Math.Clamp(Around(1 - (0.06f * sex) - (0.12f * age), 0.22f), 0.5f, 1.5f),
            LipColour = woman ? draw.NextBetween(0.35f, 0.95f) : draw.NextBetween(0.05f, 0.4f),
            SkinColour = Vector3.Lerp(DarkSkin, LightSkin, Math.Clamp(Around(woman ? 0.66f : 0.48f, 0.26f), 0, 1)),
            SkinUnevenness = draw.NextBetween(0.3f, 0.6f) + (0.4f * age),
            CheekFolds = Math.Clamp((0.9f * age) + Around(0.05f, 0.15f), 0, 1.2f),
            EyeBags = Math.Clamp((0.6f * age) + draw.NextBetween(0, 0.3f), 0, 1),
            ForeheadLines = Math.Clamp((1.1f * age) - 0.15f + Around(0, 0.15f), 0, 1.2f),
            Moles = Moles(draw),
        };
    }

    private static PersonParameters Hair(SeededGenerator draw, bool woman, float age, PersonParameters person)
    {
        HairStyle[] styles = woman
            ? [HairStyle.LongStraight, HairStyle.LongStraight, HairStyle.Bob, HairStyle.Fringe, HairStyle.TiedBack]
            : [HairStyle.Short, HairStyle.SideParted, HairStyle.Crew, HairStyle.Short];
        HairStyle style = styles[draw.NextIndex(styles.Length)];
        if (!woman && draw.NextChance(0.75f * age))
        {
            style = HairStyle.Receding;
        }

        // Black to dark brown; some of the young dye it.
        Vector3 colour = new Vector3(0.016f, 0.013f, 0.012f) * draw.NextBetween(0.6f, 1.8f);
        if (age < 0.4f && draw.NextChance(0.25f))
        {
            colour = new(0.10f, 0.052f, 0.028f);
        }

        float beard = woman ? 0 : draw.NextUnit();
        return person with
        {
            HairStyle = style,
            HairColour = colour,
            GreyHair = age <= 0.3f ? 0 : Math.Clamp((age - 0.3f) * draw.NextBetween(0.4f, 1.5f), 0, 1),
            HairLine = draw.NextBetween(-0.05f, 0.07f),
            HairVolume = draw.NextBetween(0.7f, 1.35f) - (0.2f * age),
            HairParting = draw.NextBetween(-1, 1),
            Beard = beard > 0.86f ? draw.NextBetween(0.5f, 0.9f) : beard > 0.55f ? 0.18f : 0,
            Moustache = beard > 0.70f ? draw.NextBetween(0.4f, 0.95f) : beard > 0.5f ? 0.2f : 0,
        };
    }

    private static PersonParameters Worn(SeededGenerator draw, bool woman, float age, PersonParameters person)
    {
        GlassesStyle[] glasses = [GlassesStyle.Round, GlassesStyle.Rectangular, GlassesStyle.HalfRim];
        Vector3[] frames = [new(0.02f, 0.02f, 0.022f), new(0.16f, 0.06f, 0.03f), new(0.30f, 0.24f, 0.14f), new(0.10f, 0.11f, 0.13f)];
        return person with
        {
            Glasses = draw.NextChance(0.28f + (0.2f * age)) ? glasses[draw.NextIndex(3)] : GlassesStyle.None,
            GlassesSize = draw.NextBetween(0.88f, 1.12f),
            GlassesColour = frames[draw.NextIndex(4)],
            ShirtCollar = !woman || draw.NextChance(0.5f),
            ShirtColour = Vector3.Lerp(
                new Vector3(draw.NextBetween(0.1f, 0.7f)),
                new(draw.NextBetween(0.10f, 0.55f), draw.NextBetween(0.10f, 0.50f), draw.NextBetween(0.12f, 0.60f)),
                0.55f),
        };
    }

    private static Mole[] Moles(SeededGenerator draw)
    {
        Mole[] moles = new Mole[draw.NextIndex(4)];
        for (int i = 0; i < moles.Length; i++)
        {
            moles[i] = new(draw.NextBetween(-0.5f, 0.5f), draw.NextBetween(-0.8f, 0.5f), draw.NextBetween(0.008f, 0.022f));
        }

        return moles;
    }
}
