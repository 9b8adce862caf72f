using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Microsoft.Playwright;
using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Browser.Tests.Camera;

/// <summary>How the person takes in what the page wants.</summary>
public enum Sense
{
    /// <summary>Looks at the arrow.</summary>
    Sight,

    /// <summary>Hears the prompts and sees nothing.</summary>
    Hearing,
}

/// <summary>
/// A camera of the page's own: a canvas whose stream takes the place of the browser's camera, filled by a rendered person who does what the page shows or says. Time goes on with the
/// pictures and not with the clock on the wall, so that on a busy machine the person only becomes slower.
/// </summary>
public sealed class PageCamera
{
    public const int WidthPixels = 640;
    public const int HeightPixels = 480;

    /// <summary>The label under which this project's own camera declares itself.</summary>
    public const string HonestLabel = "RemoteVerify synthetic camera";

    private const int Quality = 92;

    /// <summary>Light of a white screen on the scene, as in the demo.</summary>
    private const float ScreenStrength = 0.3f;

    private static readonly TimeSpan LongestFrame = TimeSpan.FromMilliseconds(125);

    private readonly IFrameSource _source;
    private readonly Sense _sense;
    private readonly TimeProvider _time = TimeProvider.System;
    private long _last;
    private TimeSpan _at;
    private string _step = string.Empty;
    private string _colour = string.Empty;

    private PageCamera(IFrameSource source, Sense sense) => (_source, _sense) = (source, sense);

    /// <summary>Pictures that the page took.</summary>
    public int Frames { get; private set; }

    /// <summary>Steps that the person was asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Takes the place of the camera on every page that is opened from now on.</summary>
    /// <param name="page">The page.</param>
    /// <param name="source">Who or what stands before the camera.</param>
    /// <param name="label">How the camera names itself.</param>
    /// <param name="sense">How the person takes in what the page wants.</param>
    public static async Task<PageCamera> AttachAsync(IPage page, IFrameSource source, string label = HonestLabel, Sense sense = Sense.Sight)
    {
        PageCamera camera = new(source, sense);
        await page.ExposeFunctionAsync("rvFrame", (string seen) => camera.Next(seen));
        await MeasureAsync(page);
        await page.AddInitScriptAsync(Script.Replace("LABEL", JsonSerializer.Serialize(label), StringComparison.Ordinal));
        return camera;
    }

    /// <summary>Only counts what the page sends and says; the camera is the browser's.</summary>
    public static Task MeasureAsync(IPage page) => page.AddInitScriptAsync(Measure);

    private string Next(string json)
    {
        Seen seen = JsonSerializer.Deserialize<Seen>(json, JsonSerializerOptions.Web)!;
        long now = _time.GetTimestamp();
        TimeSpan gone = _last == 0 ? LongestFrame : _time.GetElapsedTime(_last, now);
        _last = now;
        _at += gone < LongestFrame ? gone : LongestFrame;
        Follow(_sense == Sense.Hearing ? seen.Heard : seen.Step);
        Light(seen.Colour);
        RenderedFrame frame = _source.Capture(_at, WidthPixels, HeightPixels);
        Frames++;
        using Image image = Image.FromBgr24(frame.Pixels, frame.WidthPixels, frame.HeightPixels);
        return Convert.ToBase64String(ImageCodec.EncodeJpeg(image, Quality));
    }

    private void Follow(string step)
    {
        if (step == _step)
        {
            return;
        }

        _step = step;
        if (step.Length == 0)
        {
            _source.Ask(AskedMotion.BackToNeutral, _at);
            return;
        }

        Asked.Add(step);
        _source.Ask(
            step switch
            {
                "turn-left" => AskedMotion.TurnLeft,
                "turn-right" => AskedMotion.TurnRight,
                "closer" => AskedMotion.Closer,
                "farther" => AskedMotion.Farther,
                _ => throw new InvalidOperationException($"The page asked for {step}."),
            },
            _at);
    }

    private void Light(string colour)
    {
        if (colour == _colour)
        {
            return;
        }

        _colour = colour;
        _source.ShowScreenColour(ColourOf(colour) is { } c ? ScreenStrength * new Vector3((float)c.LinearRed, (float)c.LinearGreen, (float)c.LinearBlue) : Vector3.Zero, _at);
    }

    /// <summary>A style's <c>rgb(255, 184, 77)</c>.</summary>
    private static ScreenColour? ColourOf(string style)
    {
        string[] parts = style.Replace("rgb(", string.Empty, StringComparison.Ordinal).TrimEnd(')').Split(',', StringSplitOptions.TrimEntries);
        return parts.Length == 3 ? new ScreenColour(Part(parts[0]), Part(parts[1]), Part(parts[2])) : null;
    }

    private static byte Part(string text) => byte.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Seen(string Step, string Colour, string Heard);

    private const string Measure = """
        (() => {
          [window.rvSpoken, window.rvSent, window.rvWaits, window.rvTones] = [[], [], [], 0];
          const start = OscillatorNode.prototype.start;
          OscillatorNode.prototype.start = function (at) { window.rvTones++; start.call(this, at); };
          // Frames as they leave, whatever carries them, and the time until the service says something about each.
          const open = new Map();
          const left = bytes => {
            const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
            window.rvSent.push({ kind: view.getUint8(1), bytes: bytes.byteLength, at: performance.now() });
            open.set(view.getUint32(4), { kind: view.getUint8(1), at: performance.now() });
          };
          const came = message => {
            if (message.type !== 'ack' || !open.has(message.sequence)) return;
            const { kind, at } = open.get(message.sequence);
            if (kind === 1) window.rvWaits.push(performance.now() - at);
            open.delete(message.sequence);
          };
          const send = WebSocket.prototype.send;
          WebSocket.prototype.send = function (data) {
            if (typeof data !== 'string') left(data);
            if (!this.rvHeard) { this.rvHeard = true; this.addEventListener('message', event => came(JSON.parse(event.data))); }
            send.call(this, data);
          };
        })();
        """;

    /// <summary>What is said aloud is taken where the page hands it to the browser's speech; a step holds until the page says anything else.</summary>
    private const string Script = """
        (() => {
          const canvas = document.createElement('canvas');
          [canvas.width, canvas.height] = [640, 480];
          const context = canvas.getContext('2d');
          const texts = () => JSON.parse(document.getElementById('texts')?.textContent ?? '{}');
          let heard = '';
          if ('speechSynthesis' in window) speechSynthesis.speak = words => {
            window.rvSpoken.push({ text: words.text, lang: words.lang, at: performance.now() });
            const known = Object.entries(texts()).find(([key, value]) => key.startsWith('camera.say.') && value === words.text);
            heard = known?.[0].startsWith('camera.say.step-') ? known[0].slice('camera.say.step-'.length) : '';
          };
          const seen = () => {
            const light = document.getElementById('capture-light');
            return { step: document.getElementById('capture-arrow')?.dataset.step ?? '', colour: light && !light.hidden ? light.style.backgroundColor : '', heard };
          };
          const draw = async () => {
            const bytes = Uint8Array.from(atob(await window.rvFrame(JSON.stringify(seen()))), c => c.charCodeAt(0));
            const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
            context.drawImage(picture, 0, 0);
            picture.close();
          };
          const feed = async track => {
            while (track.readyState === 'live') {
              const began = performance.now();
              await draw();
              track.requestFrame();
              await new Promise(done => setTimeout(done, Math.max(1, 90 - (performance.now() - began))));
            }
          };
          navigator.mediaDevices.getUserMedia = async () => {
            await draw();
            const stream = canvas.captureStream(0);
            const track = stream.getVideoTracks()[0];
            Object.defineProperty(track, 'label', { value: LABEL });
            void feed(track);
            return stream;
          };
        })();
        """;
}
