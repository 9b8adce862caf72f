using System.Text.Json;
using System.Text.Json.Serialization;

namespace RemoteVerify.Cases.Sandbox;

/// <summary>The named people of the sandbox: data delivered with the service.</summary>
public sealed class SandboxPeople
{
    private const string Folder = "RemoteVerify.Cases.Sandbox.Data.";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly Lazy<SandboxPeople> Embedded = new(() => new SandboxPeople(
        JsonSerializer.Deserialize<PeopleFile>(Resource("people.json"), Json) ?? throw new InvalidOperationException("people.json is empty.")));

    private readonly Dictionary<string, SandboxPerson> _byNumber;

    private SandboxPeople(PeopleFile file) => (Version, All, _byNumber) = (file.Version, file.People, file.People.ToDictionary(person => person.PersonalNumber, StringComparer.Ordinal));

    public static SandboxPeople Delivered => Embedded.Value;

    /// <summary>Version of the data; stands in the evidence.</summary>
    public string Version { get; }

    public IReadOnlyList<SandboxPerson> All { get; }

    /// <summary>The person with this number, or null for everybody who may be real.</summary>
    public SandboxPerson? Find(string personalNumber) => _byNumber.GetValueOrDefault(personalNumber);

    /// <summary>The rendered portrait, JPEG.</summary>
    public static byte[] PortraitOf(SandboxPerson person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return Resource(person.Portrait);
    }

    private static byte[] Resource(string name)
    {
        using Stream data = typeof(SandboxPeople).Assembly.GetManifestResourceStream(Folder + name) ?? throw new InvalidOperationException($"{name} is missing from the build.");
        using MemoryStream all = new();
        data.CopyTo(all);
        return all.ToArray();
    }

    private sealed record PeopleFile(string Version, string Source, IReadOnlyList<SandboxPerson> People);
}
