using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Cast;

/// <summary>Which states of a head an atlas holds. The steps of the capture protocol start and end at neutral, so the plan is a star, not a grid.</summary>
public static class AtlasPlan
{
    /// <summary>Distances in millimetres, nearest first; the ratio between neighbours is about 1.13.</summary>
    public static IReadOnlyList<float> DistancesMillimetres { get; } = [300, 338, 380, 427, HeadState.UsualDistanceMillimetres, 540, 608, 684, 770];

    /// <summary>For members who move for long: yaw and pitch in steps of 3 degrees, distances, lids, smile, mouth.</summary>
    public static IReadOnlyList<HeadState> Full { get; } = BuildFull();

    /// <summary>For members who only show themselves: near-frontal frames for matching.</summary>
    public static IReadOnlyList<HeadState> Short { get; } =
    [
        HeadState.Neutral,
        new() { YawDegrees = -6 }, new() { YawDegrees = 6 },
        new() { PitchDegrees = -6 }, new() { PitchDegrees = 6 },
        new() { Smile = 0.6f },
        new() { DistanceMillimetres = 380 },
        new() { DistanceMillimetres = 608 },
    ];

    private static List<HeadState> BuildFull()
    {
        List<HeadState> states = [HeadState.Neutral];
        for (int yaw = 3; yaw <= 36; yaw += 3)
        {
            states.Add(new() { YawDegrees = -yaw });
            states.Add(new() { YawDegrees = yaw });
        }

        for (int pitch = 3; pitch <= 24; pitch += 3)
        {
            states.Add(new() { PitchDegrees = -pitch });
            states.Add(new() { PitchDegrees = pitch });
        }

        foreach (float distance in DistancesMillimetres)
        {
            if (distance != HeadState.UsualDistanceMillimetres)
            {
                states.Add(new() { DistanceMillimetres = distance });
            }

            states.Add(new() { DistanceMillimetres = distance, Blink = 0.5f });
            states.Add(new() { DistanceMillimetres = distance, Blink = 1 });
        }

        states.Add(new() { Smile = 0.35f });
        states.Add(new() { Smile = 0.7f });
        states.Add(new() { MouthOpen = 0.4f });
        return states;
    }
}
