using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Cast;

/// <summary>What a member of the cast plays in the demo.</summary>
public enum CastRole
{
    /// <summary>The person who is verified and signs.</summary>
    Citizen,

    /// <summary>Tries to pass as the citizen.</summary>
    Impostor,

    /// <summary>Reviews and countersigns.</summary>
    Officer,

    /// <summary>Further people for documents, pages and tests.</summary>
    Bystander,
}

/// <summary>Sex as an identity document writes it.</summary>
public enum Sex
{
    Female,
    Male,
}

/// <summary>A fictional person of the demo.</summary>
/// <param name="Id">Short, stable, lower case.</param>
/// <param name="FamilyName">Vietnamese family name.</param>
/// <param name="GivenNames">Middle and given name.</param>
/// <param name="Birth">Date of birth.</param>
/// <param name="Sex">As in the personal number.</param>
/// <param name="PersonalNumber">Twelve digits of valid structure with a serial part that marks it as fictional.</param>
/// <param name="Role">The part played.</param>
/// <param name="Looks">What the person looks like.</param>
public sealed record CastMember(
    string Id, string FamilyName, string GivenNames, DateOnly Birth, Sex Sex, string PersonalNumber, CastRole Role, PersonParameters Looks)
{
    /// <summary>Family name first, as written in Vietnamese.</summary>
    public string FullName => $"{FamilyName} {GivenNames}";

    /// <summary>Only the citizen and the impostor move in front of a camera for long; the others need a few frames.</summary>
    public bool NeedsFullAtlas => Role is CastRole.Citizen or CastRole.Impostor;

    /// <summary>The id only: fictional, but shaped like personal data.</summary>
    public override string ToString() => $"CastMember {Id}";
}
