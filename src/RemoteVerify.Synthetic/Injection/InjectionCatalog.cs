using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Injection;

/// <summary>
/// The injection catalogue: what is injected (instrument) by what way (entry), as CEN/TS 18099:2024 asks a test to list them. A clip
/// is a method and a seed.
/// </summary>
public static class InjectionCatalog
{
    /// <summary>Every method; names are unique.</summary>
    public static IReadOnlyList<InjectionMethod> Methods { get; } =
    [
        new("still-picture", "one picture of the holder", InjectionEntry.VirtualCamera, (m, seed) => new StillPicture(m.Picture, follows: false, seed)),
        new("still-moved", "one picture of the holder, pushed and enlarged as asked, with noise", InjectionEntry.RenamedCamera,
            (m, seed) => new PerturbedStream(new StillPicture(m.Picture, follows: true, seed), seed, 0)),
        new("film-loop", "a film of the holder in a loop", InjectionEntry.FileCamera, (m, seed) => new FilmPlayer(m.Looking(seed), false, Offset(seed))),
        new("film-to-and-fro", "a film of the holder, forwards and backwards", InjectionEntry.RenamedCamera, (m, seed) => new FilmPlayer(m.Looking(seed), true, Offset(seed))),
        new("film-perturbed", "a film in a loop with fresh noise, compression and a wandering crop", InjectionEntry.RenamedCamera,
            (m, seed) => new PerturbedStream(new FilmPlayer(m.Looking(seed), true, Offset(seed)), seed, (seed & 1) == 0 ? 0 : 0.02f)),
        new("earlier-session", "an earlier session of the holder, recorded on the way", InjectionEntry.RenamedCamera, (m, seed) => new FilmPlayer(m.EarlierSession(seed), false, TimeSpan.Zero)),
        new("film-answered", "films of each movement, started by a key when it is asked", InjectionEntry.RenamedCamera, (m, seed) => new AnsweredFilm(m.Movements(seed), seed)),
        new("film-answered-perturbed", "the same with fresh noise, compression and a wandering crop", InjectionEntry.RebuiltBrowser,
            (m, seed) => new PerturbedStream(new AnsweredFilm(m.Movements(seed), seed), seed, 0.02f)),
        new("face-swap", "the holder's face from one picture, drawn over a living driver", InjectionEntry.VirtualCamera, (m, seed) => new FaceSwap(m.Helper(seed), m.Picture)),
        new("face-swap-noise", "the same, with the noise of a camera on top", InjectionEntry.RebuiltBrowser,
            (m, seed) => new PerturbedStream(new FaceSwap(m.Helper(seed), m.Picture), seed, 0)),
        new("portrait-puppet", "one picture, bent in real time as a head would move", InjectionEntry.RenamedCamera, (m, seed) => new PortraitPuppet(m.Picture, seed)),
        new("portrait-puppet-noise", "the same, with the noise of a camera on top", InjectionEntry.RebuiltBrowser,
            (m, seed) => new PerturbedStream(new PortraitPuppet(m.Picture, seed), seed, 0)),
        new("head-puppet-labelled", "a head model of the holder that answers in real time", InjectionEntry.VirtualCamera, HeadPuppet.Plain),
        new("head-puppet", "the same under an ordinary camera's name", InjectionEntry.RenamedCamera, HeadPuppet.Plain),
        new("head-puppet-camera", "the same filmed by a simulated camera, with a person's reactions and the screen's light", InjectionEntry.RebuiltBrowser, HeadPuppet.WithCamera),
        new("head-puppet-scripted", "the same, sent by a program on the beat of a clock", InjectionEntry.ScriptedClient, HeadPuppet.WithCamera),
        new("head-puppet-emulator", "a head model in an emulated telephone", InjectionEntry.EmulatedPhone, HeadPuppet.Plain),
        new("proof-photograph", "a living helper; proof pictures are a photograph of the holder", InjectionEntry.HookedPage, (m, seed) => new HookedProof(m.Helper(seed), m.Picture, false, seed)),
        new("proof-face", "a living helper; in proof pictures the holder's face is drawn in", InjectionEntry.RebuiltBrowser, (m, seed) => new HookedProof(m.Helper(seed), m.Picture, true, seed)),
        new("switch-seen", "a living helper, then a head model of the holder; the camera changes", InjectionEntry.RenamedCamera with { Name = "renamed-camera, changed", DeviceChangeAt = TimeSpan.FromSeconds(6) }, Switched),
        new("switch-hidden", "the same without a change that the page could see", InjectionEntry.RebuiltBrowser, Switched),
        new("relayed-holder", "the living holder elsewhere, led to do what is asked", InjectionEntry.RenamedCamera, (m, seed) =>
        {
            SeededGenerator draw = new(SeededGenerator.Mix(seed, 0x4E1A));
            return new RelayedStream(m.Holder(seed), TimeSpan.FromMilliseconds(draw.NextBetween(150, 600)), draw.NextBetween(10, 25), seed);
        }),
    ];

    private static TimeSpan Offset(ulong seed) => TimeSpan.FromMilliseconds(new SeededGenerator(SeededGenerator.Mix(seed, 0x0FF)).NextBetween(0, 12_000));

    private static SwitchedStream Switched(InjectionMaterial material, ulong seed) => new(material.Helper(seed), HeadPuppet.WithCamera(material, seed), TimeSpan.FromSeconds(6));
}
