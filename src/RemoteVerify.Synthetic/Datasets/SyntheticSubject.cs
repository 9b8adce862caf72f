using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Datasets;

/// <summary>One person of a data set: a number that decides sex, age and face, and looks that change from day to day.</summary>
/// <param name="Number">The person's number; nobody else has it.</param>
/// <param name="Woman">Drawn from the number.</param>
/// <param name="AgeYears">18 to 84, drawn from the number.</param>
/// <param name="Face">What stays.</param>
public sealed record SyntheticSubject(int Number, bool Woman, int AgeYears, PersonParameters Face)
{
    /// <summary>The person with a number; always the same one.</summary>
    public static SyntheticSubject Draw(int number)
    {
        SeededGenerator draw = new(SeededGenerator.Mix((ulong)number, 0x50B1EC7));
        bool woman = draw.NextChance(0.5f);
        // More of the young and the middle-aged, some of every age.
        int age = 18 + (int)(66 * MathF.Pow(draw.NextUnit(), 1.4f));
        return new(number, woman, age, PersonGenerator.DrawFace(draw.NextBits(), woman, age));
    }

    /// <summary>The person as dressed and combed on one day.</summary>
    public PersonParameters On(int day) => AppearanceGenerator.Dress(Face, Woman, AgeYears, SeededGenerator.Mix((ulong)Number, (ulong)day + 0xDA7));
}
