using System.Numerics;

namespace RemoteVerify.Synthetic.People;

/// <summary>
/// Draws the looks of a person from a seed, a sex and an age. The spread is wider than among real people of one country:
/// a recogniser trained on photographs sees all rendered heads as rather alike.
/// </summary>
public static class PersonGenerator
{
    private const float Spread = 1.3f;
    private static readonly Vector3 LightSkin = new(0.70f, 0.50f, 0.385f);
    private static readonly Vector3 DarkSkin = new(0.42f, 0.255f, 0.165f);

    /// <summary>The same arguments give the same looks.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="woman">Women's or men's hair, brows, jaw, lips, beard.</param>
    /// <param name="ageYears">18 to 90: folds, grey hair, hair line.</param>
    public static PersonParameters Draw(ulong seed, bool woman, int ageYears)
    {
        PersonParameters face = DrawFace(seed, woman, ageYears);
        return AppearanceGenerator.Dress(face, woman, ageYears, seed);
    }

    /// <summary>Only what stays from day to day; hair and clothes are those of <see cref="PersonParameters"/>'s defaults until <see cref="AppearanceGenerator"/> dresses the face.</summary>
    public static PersonParameters DrawFace(ulong seed, bool woman, int ageYears)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ageYears, 18);
        SeededGenerator draw = new(SeededGenerator.Mix(seed, woman ? 11UL : 13UL));
        return Face(draw, woman, AgeShare(ageYears)) with { TextureSeed = (uint)draw.NextIndex(100_000) };
    }

    /// <summary>0 at 30 years and younger, 1 at 70, never above 1.3.</summary>
    internal static float AgeShare(int ageYears) => Math.Clamp((ageYears - 30) / 40f, 0, 1.3f);

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
            NeckWidth = Math.Clamp(Around(1 + (0.08f * sex) + (0.03f * broad), 0.04f), 0.86f, 1.18f),
            EarStandOff = Around(0, 0.45f),
            TempleWidth = Math.Clamp(Around(1.01f, 0.035f), 0.92f, 1.09f),
            ChinProjection = Around(0.1f * sex, 0.45f),
            Asymmetry = Around(0, 0.5f),
            NoseLength = Math.Clamp(Around(0.98f + (0.05f * age), 0.12f), 0.66f, 1.36f),
            NoseWidth = Math.Clamp(Around(1.05f + (0.05f * sex), 0.16f), 0.68f, 1.60f),
            NoseBridge = Math.Clamp(Around(0.35f + (0.1f * sex), 0.28f), 0, 1),
            NoseTip = Math.Clamp(Around(1, 0.12f), 0.75f, 1.3f),
            NoseLift = Around(-0.15f * sex, 0.45f),
            NoseProjection = Around(0.1f * sex, 0.45f),
            NostrilSize = Math.Clamp(Around(1, 0.16f), 0.65f, 1.4f),
            EyeDistance = Math.Clamp(Around(1, 0.065f), 0.81f, 1.19f),
            EyeHeight = Around(0, 0.022f),
            EyeSize = Math.Clamp(Around(1 - (0.04f * sex) - (0.05f * age), 0.10f), 0.74f, 1.32f),
            EyeOpening = Math.Clamp(Around(0.90f - (0.05f * sex) - (0.12f * age), 0.13f), 0.58f, 1.22f),
            EyeTilt = Around(0.05f - (0.05f * age), 0.07f),
            EpicanthicFold = Math.Clamp(Around(0.7f, 0.3f), 0, 1),
            LidCrease = draw.NextChance(0.45f) ? draw.NextBetween(0.5f, 1) : draw.NextBetween(0, 0.3f),
            IrisColour = new Vector3(0.060f, 0.030f, 0.016f) * draw.NextBetween(0.5f, 1.6f),
            IrisSize = Math.Clamp(Around(1.08f, 0.05f), 0.94f, 1.22f),
            EyeDepth = Around(0.15f * sex, 0.5f),
            BrowGap = Around(0, 0.013f),
            BrowHeight = Around(0.012f - (0.016f * sex), 0.022f),
            BrowThickness = Math.Clamp(Around(1 + (0.32f * sex), 0.34f), 0.30f, 2.4f),
            BrowArch = Around(0.9f - (0.4f * sex), 0.65f),
            BrowTilt = Around(0.012f, 0.014f),
            BrowLength = Math.Clamp(Around(1, 0.13f), 0.7f, 1.3f),
            BrowDensity = Math.Clamp(Around(0.82f, 0.15f), 0.4f, 1),
            MouthWidth = Math.Clamp(Around(1, 0.11f), 0.70f, 1.36f),
            MouthHeight = Around(0, 0.022f),
            UpperLip = Math.Clamp(Around(1 - (0.10f * sex) - (0.2f * age), 0.26f), 0.45f, 1.6f),
            LowerLip = Math.Clamp(Around(1 - (0.06f * sex) - (0.12f * age), 0.22f), 0.5f, 1.5f),
            LipProjection = Around(0.1f, 0.5f),
            CupidBow = Math.Clamp(Around(1, 0.45f), 0, 2.2f),
            MouthTilt = Around(0.15f - (0.35f * age), 0.45f),
            LipColour = woman ? draw.NextBetween(0.35f, 0.95f) : draw.NextBetween(0.05f, 0.4f),
            SkinColour = Vector3.Lerp(DarkSkin, LightSkin, Math.Clamp(Around(woman ? 0.66f : 0.48f, 0.26f), 0, 1)),
            SkinUnevenness = draw.NextBetween(0.3f, 0.6f) + (0.4f * age),
            Freckles = draw.NextChance(0.25f) ? draw.NextBetween(0.2f, 0.8f) : 0,
            GreyHair = age <= 0.25f ? 0 : Math.Clamp((age - 0.25f) * draw.NextBetween(0.4f, 1.5f), 0, 1),
            HairLine = draw.NextBetween(-0.05f, 0.07f),
            HairCorners = Math.Clamp(draw.NextBetween(0, 0.5f) + (woman ? 0 : draw.NextChance(0.2f + (0.35f * age)) ? draw.NextBetween(0.2f, 0.6f) : 0), 0, 1),
            BeardGrowth = woman ? 0 : draw.NextBetween(0.35f, 1),
            CheekFolds = Math.Clamp((0.9f * age) + Around(0.05f, 0.15f), 0, 1.2f),
            EyeBags = Math.Clamp((0.6f * age) + draw.NextBetween(0, 0.3f), 0, 1),
            ForeheadLines = Math.Clamp((1.1f * age) - 0.15f + Around(0, 0.15f), 0, 1.2f),
            Moles = Moles(draw),
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
