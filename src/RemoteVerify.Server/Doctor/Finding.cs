namespace RemoteVerify.Server.Doctor;

/// <summary>How good a thing is.</summary>
public enum FindingGrade
{
    /// <summary>Fit for real work, as far as this program can tell.</summary>
    Ready,

    /// <summary>Works, and somebody should look after it soon.</summary>
    Attention,

    /// <summary>For trials and demonstrations only.</summary>
    Demo,

    /// <summary>Does not work, or the service would not start with it.</summary>
    Broken,

    /// <summary>This program can't tell; a person must look.</summary>
    Unknown,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Area">What it is about, in one word: keys, timestamps, models and so on.</param>
/// <param name="Grade">How good it is.</param>
/// <param name="Message">What was found, and what to do where something is to be done. No personal data, no secret.</param>
/// <param name="StopsProduction">The service refuses to start in Production because of it.</param>
public sealed record Finding(string Area, FindingGrade Grade, string Message, bool StopsProduction = false);
