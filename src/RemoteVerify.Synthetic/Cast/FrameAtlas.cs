using System.Collections.Concurrent;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Cast;

/// <summary>How an atlas is rendered; every value is part of the cache key except <see cref="Threads"/>.</summary>
public sealed record AtlasOptions
{
    public int WidthPixels { get; init; } = 640;

    public int HeightPixels { get; init; } = 480;

    public SceneLight Light { get; init; } = SceneLight.Room;

    /// <summary>Threads per frame; -1 is all.</summary>
    public int Threads { get; init; } = -1;
}

/// <summary>How far the rendering of an atlas is.</summary>
/// <param name="MemberId">Whose atlas.</param>
/// <param name="Done">Frames that are there.</param>
/// <param name="Total">Frames of the plan.</param>
/// <param name="Rendered">Frames among <paramref name="Done"/> that had to be rendered now.</param>
public sealed record AtlasProgress(string MemberId, int Done, int Total, int Rendered);

/// <summary>
/// The frames of one person, rendered once and kept on disk, one file per frame, named by the hash of everything that the
/// picture depends on. An interrupted run goes on where it stopped, because a file appears only when it is whole.
/// </summary>
public sealed class FrameAtlas
{
    private readonly string[] _files;
    private readonly ConcurrentDictionary<int, RenderedFrame> _loaded = new();

    private FrameAtlas(CastMember member, AtlasOptions options, IReadOnlyList<HeadState> states, string[] files, int rendered)
    {
        Member = member;
        Options = options;
        States = states;
        _files = files;
        RenderedCount = rendered;
    }

    /// <summary>Who is shown.</summary>
    public CastMember Member { get; }

    /// <summary>Size and light of the frames.</summary>
    public AtlasOptions Options { get; }

    /// <summary>What each frame shows, in the order of <see cref="Frame"/>.</summary>
    public IReadOnlyList<HeadState> States { get; }

    /// <summary>Frames that were not in the cache and were rendered by <see cref="Prepare(CastMember, string, AtlasOptions, IProgress{AtlasProgress}?, CancellationToken)"/>.</summary>
    public int RenderedCount { get; }

    /// <summary>Makes sure that the frames which the member's role needs are in the cache (<see cref="AtlasPlan.Full"/> or <see cref="AtlasPlan.Short"/>).</summary>
    public static FrameAtlas Prepare(
        CastMember member, string cacheFolder, AtlasOptions options, IProgress<AtlasProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(member);
        return Prepare(member, member.NeedsFullAtlas ? AtlasPlan.Full : AtlasPlan.Short, cacheFolder, options, progress, cancellationToken);
    }

    /// <summary>Makes sure that the frames of the given states are in the cache.</summary>
    public static FrameAtlas Prepare(
        CastMember member,
        IReadOnlyList<HeadState> states,
        string cacheFolder,
        AtlasOptions options,
        IProgress<AtlasProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(cacheFolder);
        Directory.CreateDirectory(cacheFolder);
        RenderOptions render = new(options.WidthPixels, options.HeightPixels) { WithScreenResponse = true, Threads = options.Threads };
        string[] files = new string[states.Count];
        int rendered = 0;
        for (int i = 0; i < states.Count; i++)
        {
            files[i] = Path.Combine(cacheFolder, FrameFile.NameOf(member.Looks, states[i], options.Light, render));
            if (!FrameFile.IsWhole(files[i]))
            {
                RenderedFrame frame = HeadRenderer.Render(member.Looks, states[i], options.Light, render, cancellationToken);
                FrameFile.Write(files[i], frame);
                rendered++;
            }

            progress?.Report(new(member.Id, i + 1, states.Count, rendered));
        }

        return new(member, options, states, files, rendered);
    }

    /// <summary>The frame of <see cref="States"/>[<paramref name="index"/>]; kept in memory after the first use.</summary>
    public RenderedFrame Frame(int index) => _loaded.GetOrAdd(index, i => FrameFile.Read(_files[i], States[i]));

    /// <summary>The frame that needs the least bending to look like <paramref name="state"/>.</summary>
    public int NearestIndex(HeadState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        int best = 0;
        float least = float.MaxValue;
        for (int i = 0; i < States.Count; i++)
        {
            float cost = Difference(States[i], state);
            if (cost < least)
            {
                (best, least) = (i, cost);
            }
        }

        return best;
    }

    // Size can be bent without harm; direction hardly: a head turned by more than 6 degrees rather does without its blink.
    private static float Difference(HeadState a, HeadState b) =>
        (3 * MathF.Abs(a.YawDegrees - b.YawDegrees))
        + (3 * MathF.Abs(a.PitchDegrees - b.PitchDegrees))
        + (12 * MathF.Abs(MathF.Log(a.DistanceMillimetres / b.DistanceMillimetres)))
        + (18 * MathF.Abs(a.Blink - b.Blink))
        + (8 * MathF.Abs(a.Smile - b.Smile))
        + (8 * MathF.Abs(a.MouthOpen - b.MouthOpen));
}
