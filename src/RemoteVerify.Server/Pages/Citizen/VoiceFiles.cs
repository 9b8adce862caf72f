namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>
/// Recorded prompts of the camera check: <c>wwwroot/voice/LANGUAGE/CODE.ogg</c>, one file for each code under <c>camera.say.</c>. None is delivered; who records a language lays its
/// files there, and what is missing is spoken by the browser.
/// </summary>
public sealed class VoiceFiles(IWebHostEnvironment place)
{
    private const string Ending = ".ogg";

    /// <summary>Codes that are recorded in a language, in ordinal order.</summary>
    /// <param name="language">Code of a language of the pages, never taken from a request unchecked.</param>
    public IReadOnlyList<string> Of(string language)
    {
        string folder = Path.Combine(place.WebRootPath, "voice", language);
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*" + Ending).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)]
            : [];
    }
}
