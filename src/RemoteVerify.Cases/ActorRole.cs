namespace RemoteVerify.Cases;

/// <summary>Who acts. The list is closed: every act names the roles that may do it.</summary>
public enum ActorRole
{
    /// <summary>A portal (client system) that opens and follows cases; it never acts for a person.</summary>
    Portal,

    /// <summary>A participant of one case (người tham gia giao dịch), in the own session.</summary>
    Citizen,

    /// <summary>The officer who reviews, decides and countersigns.</summary>
    Officer,

    /// <summary>The organisation's seal (văn thư): seals, timestamps, files the result.</summary>
    OrganisationSeal,

    /// <summary>The service itself, for what its own engines found (the outcome of a capture).</summary>
    Service,

    /// <summary>Anyone who checks a document or a code, without an account.</summary>
    Anyone,

    /// <summary>Reads figures of a tenant, and of those below it when allowed; it sees no case.</summary>
    Reporter,

    /// <summary>Who answers for personal data (nhân sự bảo vệ dữ liệu cá nhân): requests of data subjects, holds, breaches; sees no evidence and decides no case.</summary>
    DataProtection,

    /// <summary>A registered helper (người hỗ trợ): leads people to the open step of their case; sees no evidence, and never confirms or signs.</summary>
    Helper,

    /// <summary>Looks after the service: signs in, sees what it works with and what waits in it; sees no case and no person.</summary>
    Operator,
}
