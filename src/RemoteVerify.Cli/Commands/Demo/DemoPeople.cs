using RemoteVerify.ChipReader;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.Cli.Commands.People;
using RemoteVerify.IdDocument.Mrz;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Cli.Commands.Demo;

/// <summary>The synthetic people of the demo with their chips, under a country that exists only for it.</summary>
internal sealed class DemoPeople : IDisposable
{
    // Parts of the demo run side by side; keys, pictures and the country's signer are one after the other's.
    private readonly Lock _gate = new();
    private readonly SyntheticCountry _country;
    private readonly Dictionary<string, FrameAtlas> _atlases = [];
    private readonly Dictionary<string, byte[]> _portraits = [];

    public DemoPeople(DateTimeOffset now)
        : this(SyntheticCountry.Create(now))
    {
    }

    /// <param name="country">Issues the cards; owned from here on.</param>
    public DemoPeople(SyntheticCountry country)
    {
        _country = country;
    }

    public CastMember Citizen { get; } = CastList.WithRole(CastRole.Citizen);

    public CastMember Impostor { get; } = CastList.WithRole(CastRole.Impostor);

    public CastMember Officer { get; } = CastList.WithRole(CastRole.Officer);

    /// <summary>What an operator of this country would put into the store of anchors.</summary>
    public byte[] CountrySigner => _country.CountrySignerCertificate;

    public FrameAtlas AtlasOf(CastMember member, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_atlases.TryGetValue(member.Id, out FrameAtlas? atlas))
            {
                _atlases[member.Id] = atlas = AtlasCommand.Render(member, cancellationToken);
            }

            return atlas;
        }
    }

    /// <summary>The citizen's card with the portrait of <paramref name="member"/>.</summary>
    public VirtualChip CardOf(CastMember member, DateTimeOffset now, CancellationToken cancellationToken) => CardOf(member, now, ChipOptions.Default, cancellationToken);

    public VirtualChip CardOf(CastMember member, DateTimeOffset now, ChipOptions options, CancellationToken cancellationToken)
    {
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        ChipHolder holder = new()
        {
            PersonalNumber = member.PersonalNumber,
            FullName = member.FullName,
            BirthDate = member.Birth,
            Sex = member.Sex == Sex.Female ? 'F' : 'M',
            Issued = today.AddYears(-1),
            Expires = today.AddYears(9),
        };
        lock (_gate)
        {
            if (!_portraits.TryGetValue(member.Id, out byte[]? portrait))
            {
                _portraits[member.Id] = portrait = Portrait.RenderJpeg(member.Looks, cancellationToken);
            }

            return new ChipPersonaliser(_country).Personalise(holder, portrait, options);
        }
    }

    /// <summary>
    /// Reads a card as a portal's app does: opens it with what is printed on it, reads its files, and then has it do what the service asks: sign a
    /// challenge, and use keys agreed with the service.
    /// </summary>
    public static async Task<ReadDocument> ReadCardAsync(VirtualChip card, Func<ReadOnlyMemory<byte>?, CancellationToken, Task<ServerChallenge?>>? askServer, CancellationToken cancellationToken)
    {
        using VirtualChipTransport transport = new(card);
        return await DocumentReader.ReadAsync(transport, KeyOf(card), ReadOptions.Default with { AskServer = askServer }, cancellationToken);
    }

    public static AccessKey KeyOf(VirtualChip card) => AccessKey.FromMrzInformation(MachineReadableZone.Parse(card.Mrz).AccessKeyInformation);

    public void Dispose() => _country.Dispose();
}
