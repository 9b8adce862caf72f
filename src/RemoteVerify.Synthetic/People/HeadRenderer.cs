using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.People;

/// <summary>How large and how carefully a picture is made.</summary>
/// <param name="WidthPixels">Columns.</param>
/// <param name="HeightPixels">Rows.</param>
public sealed record RenderOptions(int WidthPixels, int HeightPixels)
{
    /// <summary>Which pixels get more than one ray.</summary>
    public EdgeCare Edges { get; init; } = EdgeCare.All;

    /// <summary>Whether <see cref="RenderedFrame.ScreenResponse"/> is wanted too.</summary>
    public bool WithScreenResponse { get; init; }

    /// <summary>How the lens looks; null is the whole frame of a common webcam.</summary>
    public CameraView? View { get; init; }

    /// <summary>Threads to use; -1 is all.</summary>
    public int Threads { get; init; } = -1;
}

/// <summary>Which pixels get more than one ray; more rays look better and take longer.</summary>
public enum EdgeCare
{
    /// <summary>None: edges show steps.</summary>
    None,

    /// <summary>Where one surface ends and another begins.</summary>
    Outlines,

    /// <summary>Where colours differ clearly, too: single hairs and patterns get smooth. About twice the time.</summary>
    All,
}

/// <summary>Makes pictures of people who do not exist. The same input gives the same bytes, whatever the number of threads.</summary>
public static class HeadRenderer
{
    /// <summary>Changes whenever the picture of the same person changes; part of every cache key.</summary>
    public const int Version = 2;

    /// <summary>Makes one picture.</summary>
    /// <param name="person">Who.</param>
    /// <param name="state">Pose, expression, distance.</param>
    /// <param name="light">Light and room.</param>
    /// <param name="options">Size and care.</param>
    /// <param name="cancellationToken">Ends the work between two rows.</param>
    public static RenderedFrame Render(PersonParameters person, HeadState state, SceneLight light, RenderOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(light);
        ArgumentNullException.ThrowIfNull(options);
        int width = options.WidthPixels, height = options.HeightPixels;
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 8);
        Scene scene = new(person, state);
        CameraView view = options.View ?? CameraView.Whole(width, height);
        RayTracer tracer = new(scene, new(state, view), light, options.WithScreenResponse);
        Canvas canvas = new(width, height, options.WithScreenResponse);
        Rows((height + 1) / 2, options.Threads, pair => FirstRays(tracer, canvas, 2 * pair), cancellationToken);
        if (options.Edges != EdgeCare.None)
        {
            bool[] edges = canvas.FindEdges(options.Edges == EdgeCare.All);
            Rows(height, options.Threads, y => MoreRays(tracer, canvas, edges, y), cancellationToken);
        }

        return new(width, height, canvas.ToBytes(), new(FacePlaces.Five(scene, view), state)) { ScreenResponse = canvas.ScreenBytes() };
    }

    /// <summary>The room alone.</summary>
    /// <param name="light">Light and room.</param>
    /// <param name="widthPixels">Columns.</param>
    /// <param name="heightPixels">Rows.</param>
    /// <returns>Bgr24 rows without padding.</returns>
    public static byte[] RenderRoom(SceneLight light, int widthPixels, int heightPixels)
    {
        ArgumentNullException.ThrowIfNull(light);
        RoomBackground room = new(light);
        Camera camera = new(HeadState.Neutral, widthPixels, heightPixels);
        Canvas canvas = new(widthPixels, heightPixels, withScreen: false);
        Lanes dx = Vector256.Create(0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f, 7.5f);
        for (int y = 0; y < heightPixels; y++)
        {
            for (int left = 0; left < widthPixels; left += 8)
            {
                Packet3 shown = ToneCurve.Apply(room.At(camera.Rays(dx + Vector256.Create((float)left), Vector256.Create(y + 0.5f))));
                for (int i = 0; i < 8; i++)
                {
                    canvas.Set(left + i, y, shown.Lane(i), -1, default);
                }
            }
        }

        return canvas.ToBytes();
    }

    /// <summary>Where the five landmarks fall in a picture of the given size; exact, without rendering.</summary>
    public static FacePoints Project(PersonParameters person, HeadState state, int widthPixels, int heightPixels)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(state);
        return FacePlaces.Five(new Scene(person, state), CameraView.Whole(widthPixels, heightPixels));
    }

    /// <summary>Where the 74 points of the face and its box fall in a picture; exact, without rendering.</summary>
    public static FaceTruth Measure(PersonParameters person, HeadState state, CameraView view)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(view);
        return FacePlaces.All(new Scene(person, state), view);
    }

    // With one thread a plain loop: many pictures at once are then one task each.
    private static void Rows(int count, int threads, Action<int> row, CancellationToken cancellationToken)
    {
        if (threads != 1)
        {
            Parallel.For(0, count, new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, row);
            return;
        }

        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            row(i);
        }
    }

    // Blocks of 4 by 2 pixels, so that the eight rays stay together.
    private static void FirstRays(RayTracer tracer, Canvas canvas, int top)
    {
        Lanes dx = Vector256.Create(0.5f, 1.5f, 2.5f, 3.5f, 0.5f, 1.5f, 2.5f, 3.5f);
        Lanes y = Vector256.Create(0.5f, 0.5f, 0.5f, 0.5f, 1.5f, 1.5f, 1.5f, 1.5f) + Vector256.Create((float)top);
        for (int left = 0; left < canvas.Width; left += 4)
        {
            Sight sight = tracer.Look(dx + Vector256.Create((float)left), y);
            Packet3 shown = ToneCurve.Apply(sight.Light);
            for (int i = 0; i < 8; i++)
            {
                canvas.Set(left + (i & 3), top + (i >> 2), shown.Lane(i), sight.Kind[i], sight.Screen.Lane(i));
            }
        }
    }

    // Four rays for each pixel on an edge, two pixels at a time.
    private static void MoreRays(RayTracer tracer, Canvas canvas, bool[] edges, int y)
    {
        Lanes dx = Vector256.Create(0.375f, 0.875f, 0.125f, 0.625f, 0.375f, 0.875f, 0.125f, 0.625f);
        Lanes dy = Vector256.Create(0.125f, 0.375f, 0.625f, 0.875f, 0.125f, 0.375f, 0.625f, 0.875f) + Vector256.Create((float)y);
        int first = -1;
        for (int x = 0; x <= canvas.Width; x++)
        {
            bool last = x == canvas.Width;
            if (!last && !edges[(y * canvas.Width) + x])
            {
                continue;
            }

            if (first < 0 && !last)
            {
                first = x;
                continue;
            }

            if (first < 0)
            {
                break;
            }

            int second = last ? first : x;
            Lanes at = Vector256.Create(Vector128.Create((float)first), Vector128.Create((float)second)) + dx;
            Sight sight = tracer.Look(at, dy);
            Packet3 shown = ToneCurve.Apply(sight.Light);
            canvas.SetMean(first, y, shown, sight.Screen, 0);
            canvas.SetMean(second, y, shown, sight.Screen, 4);
            first = -1;
        }
    }
}
