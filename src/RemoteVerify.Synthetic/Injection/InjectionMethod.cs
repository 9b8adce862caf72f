namespace RemoteVerify.Synthetic.Injection;

/// <summary>One method of the catalogue: what is injected, and how it enters.</summary>
/// <param name="Name">Lower case with hyphens.</param>
/// <param name="Instrument">What is injected (the injection attack instrument of CEN/TS 18099), in words.</param>
/// <param name="Entry">How it enters (the injection attack method), by the name of an <see cref="InjectionEntry"/>.</param>
/// <param name="Make">Makes the clip of a seed.</param>
public sealed record InjectionMethod(string Name, string Instrument, InjectionEntry Entry, Func<InjectionMaterial, ulong, Cast.IFrameSource> Make)
{
    /// <summary>The clip of a seed: the same material and seed give the same bytes for the same questions.</summary>
    public InjectedStream Clip(InjectionMaterial material, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(material);
        return new(Make(material, SeededGenerators.Seed(Name, seed)), Entry);
    }
}

internal static class SeededGenerators
{
    /// <summary>Another stream of chance for every method, so that two methods do not share a clip's accidents.</summary>
    public static ulong Seed(string method, ulong seed)
    {
        ulong sum = 14695981039346656037;
        foreach (char c in method)
        {
            sum = (sum ^ c) * 1099511628211;
        }

        return People.SeededGenerator.Mix(seed, sum);
    }
}
