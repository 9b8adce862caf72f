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
    private readonly SyntheticCountry _country;
    private readonly Dictionary<string, FrameAtlas> _atlases = [];

    public DemoPeople(DateTimeOffset now)
    {
        _country = SyntheticCountry.Create(now);
    }

    public CastMember Citizen { get; } = CastList.WithRole(CastRole.Citizen);

    public CastMember Impostor { get; } = CastList.WithRole(CastRole.Impostor);

    public CastMember Officer { get; } = CastList.WithRole(CastRole.Officer);

    /// <summary>What an operator of this country would put into the store of anchors.</summary>
    public byte[] CountrySigner => _country.CountrySignerCertificate;

    public FrameAtlas AtlasOf(CastMember member, CancellationToken cancellationToken)
    {
        if (!_atlases.TryGetValue(member.Id, out FrameAtlas? atlas))
        {
            _atlases[member.Id] = atlas = AtlasCommand.Render(member, cancellationToken);
        }

        return atlas;
    }

    /// <summary>The citizen's card with the portrait of <paramref name="member"/>.</summary>
    public VirtualChip CardOf(CastMember member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        byte[] portrait = Portrait.RenderJpeg(member.Looks, cancellationToken);
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
        return new ChipPersonaliser(_country).Personalise(holder, portrait, ChipOptions.Default);
    }

    /// <summary>Reads a card as a reader does: opens it with what is printed on it, reads its files, passes on the server's challenge.</summary>
    public static async Task<ReadDocument> ReadCardAsync(VirtualChip card, byte[] challenge, CancellationToken cancellationToken)
    {
        using VirtualChipTransport transport = new(card);
        AccessKey key = AccessKey.FromMrzInformation(MachineReadableZone.Parse(card.Mrz).AccessKeyInformation);
        return await DocumentReader.ReadAsync(transport, key, ReadOptions.Default with { Challenge = challenge }, cancellationToken);
    }

    public void Dispose() => _country.Dispose();
}
