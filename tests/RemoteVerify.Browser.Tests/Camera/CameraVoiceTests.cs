using System.Buffers.Binary;
using Microsoft.Playwright;

namespace RemoteVerify.Browser.Tests.Camera;

/// <summary>Prompts that somebody recorded are played; what is missing, or is no sound, is spoken by the browser.</summary>
[Collection(BrowserCollection.Name)]
public class CameraVoiceTests(BrowserFixture browser)
{
    private const int SamplesPerSecond = 8000;

    private const string Listen = """
        [window.rvPlayed, window.rvSaid] = [[], []];
        const play = HTMLMediaElement.prototype.play;
        HTMLMediaElement.prototype.play = function () {
          if (this instanceof HTMLAudioElement) this.addEventListener('ended', () => window.rvPlayed.push({ file: new URL(this.src).pathname, seconds: this.duration }));
          return play.call(this);
        };
        if ('speechSynthesis' in window) speechSynthesis.speak = words => { window.rvSaid.push(words.text); };
        """;

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "wwwroot", "voice", "vi");

    [SkippableFact]
    public async Task Prompts_ThatAreRecorded_ArePlayedAndOthersSpoken()
    {
        CameraVisit visit = await browser.Camera.VisitAsync();
        IPage page = await browser.NewPageAsync();
        await page.AddInitScriptAsync(Listen);
        Directory.CreateDirectory(Folder);
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(Folder, "begin.ogg"), Tone(0.3));
            await File.WriteAllBytesAsync(Path.Combine(Folder, "no-face.ogg"), "no sound"u8.ToArray());
            await visit.EnterAsync(page);
            await page.Locator(".govuk-details__summary").ClickAsync();
            await page.Locator("#capture-voice").CheckAsync();

            // The browser's own test picture, which shows no face.
            await page.Locator("#capture-start").ClickAsync();
            await page.WaitForFunctionAsync("() => window.rvPlayed.length > 0 && window.rvSaid.length > 0");

            Assert.Equal("/voice/vi/begin.ogg", await page.EvaluateAsync<string>("() => window.rvPlayed[0].file"));
            Assert.Equal(0.3, await page.EvaluateAsync<double>("() => window.rvPlayed[0].seconds"), 0.05);
            Assert.Equal([await TextAsync(page, "no-face")], await page.EvaluateAsync<string[]>("() => [...new Set(window.rvSaid)]"));
        }
        finally
        {
            Directory.Delete(Folder, recursive: true);
        }

        await page.Locator("#capture-cancel").ClickAsync();
        await page.Locator("#capture-result").WaitForAsync();
        page.KeptToItself();
        await page.Context.CloseAsync();
    }

    private static Task<string> TextAsync(IPage page, string code) => page.EvaluateAsync<string>("code => JSON.parse(document.getElementById('texts').textContent)[`camera.say.${code}`]", code);

    /// <summary>A tone of 440 Hz as PCM in a RIFF file: browsers look at what a file holds and not at its name.</summary>
    private static byte[] Tone(double seconds)
    {
        const int head = 44;
        int samples = (int)(seconds * SamplesPerSecond);
        byte[] wave = new byte[head + (2 * samples)];
        Span<byte> at = wave;
        "RIFF"u8.CopyTo(at);
        BinaryPrimitives.WriteInt32LittleEndian(at[4..], wave.Length - 8);
        "WAVEfmt "u8.CopyTo(at[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(at[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(at[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(at[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(at[24..], SamplesPerSecond);
        BinaryPrimitives.WriteInt32LittleEndian(at[28..], 2 * SamplesPerSecond);
        BinaryPrimitives.WriteInt16LittleEndian(at[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(at[34..], 16);
        "data"u8.CopyTo(at[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(at[40..], 2 * samples);
        for (int i = 0; i < samples; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(at[(head + (2 * i))..], (short)(8000 * Math.Sin(2 * Math.PI * 440 * i / SamplesPerSecond)));
        }

        return wave;
    }
}
