namespace RemoteVerify.Server.Agencies;

/// <summary>Agencies that are told of cases, section <c>Service:Agencies</c>.</summary>
public sealed class AgencyOptions
{
    /// <summary>Tells them of trial cases too, for practice systems. Production refuses to start with it: nobody may take a trial for a case.</summary>
    public bool SendTestCases { get; set; }

    /// <summary>Waits between tries in seconds; ten tries in 75 hours and 35 minutes when none is set.</summary>
    public IList<int> RetrySeconds { get; set; } = [];

    /// <summary>The national portal.</summary>
    public Portal.NationalPortalOptions NationalPortal { get; set; } = new();

    /// <summary>The province's database of notarised transactions.</summary>
    public AgencyAddress NotaryDatabase { get; set; } = new() { Purpose = "Chia sẻ giao dịch đã công chứng với cơ sở dữ liệu công chứng" };

    /// <summary>Takes requests to correct a database.</summary>
    public AgencyAddress Corrections { get; set; } = new() { Purpose = "Đề nghị chỉnh sửa dữ liệu khi dữ liệu không khớp" };

    /// <summary>Says whether a paper or foreign result is genuine.</summary>
    public AgencyAddress Issuers { get; set; } = new() { Purpose = "Xác minh giấy tờ với cơ quan cấp" };

    /// <exception cref="InvalidDataException">A setting makes no sense.</exception>
    public void Check()
    {
        if (RetrySeconds.Count > 50 || RetrySeconds.Any(s => s is < 1 or > 604_800))
        {
            throw new InvalidDataException("Service:Agencies:RetrySeconds are at most 50 waits of 1 second to 7 days.");
        }

        NationalPortal.Check();
        NotaryDatabase.Check(nameof(NotaryDatabase));
        Corrections.Check(nameof(Corrections));
        Issuers.Check(nameof(Issuers));
    }
}

/// <summary>Where an agency is and by which right it is told or asked.</summary>
public sealed class AgencyAddress
{
    /// <summary>Address with a slash at its end; null: there is none.</summary>
    public Uri? Address { get; set; }

    /// <summary>Reference to the bearer key (<c>env:NAME</c> or <c>file:PATH</c>); null for none.</summary>
    public string? Key { get; set; }

    /// <summary>What for; sent with every message.</summary>
    public string Purpose { get; set; } = string.Empty;

    /// <summary>The rule or agreement that allows it; sent with every message. There is no default: the operator knows the agreement.</summary>
    public string? LegalBasis { get; set; }

    /// <summary>Seconds to wait for an answer.</summary>
    public int TimeoutSeconds { get; set; } = 10;

    /// <exception cref="InvalidDataException">A setting makes no sense.</exception>
    public void Check(string name)
    {
        if (TimeoutSeconds is < 1 or > 60)
        {
            throw new InvalidDataException($"Service:Agencies:{name}:TimeoutSeconds is between 1 and 60.");
        }

        if (Address is not null && (string.IsNullOrWhiteSpace(LegalBasis) || string.IsNullOrWhiteSpace(Purpose)))
        {
            throw new InvalidDataException($"Service:Agencies:{name}: Purpose and LegalBasis must be set beside Address; nothing is told without them.");
        }
    }
}
