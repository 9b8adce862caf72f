namespace RemoteVerify.Server.Agencies.Portal;

/// <summary>The national portal's integration axis, section <c>Service:Agencies:NationalPortal</c>.</summary>
public sealed class NationalPortalOptions
{
    /// <summary>Address of the adapter with a slash at its end; null: nobody is told.</summary>
    public Uri? Address { get; set; }

    /// <summary>Path of the sign-in below the address.</summary>
    public string SignInPath { get; set; } = "login";

    /// <summary>Path of the services below the address.</summary>
    public string ServicePath { get; set; } = "mapi/g";

    /// <summary>Account of this service there.</summary>
    public string? User { get; set; }

    /// <summary>Reference to its password (<c>env:NAME</c> or <c>file:PATH</c>).</summary>
    public string? Password { get; set; }

    /// <summary>Unit code (<c>madonvi</c>) by tenant; a tenant without one is not told of.</summary>
    public IDictionary<string, string> Units { get; set; } = new Dictionary<string, string>();

    /// <summary>National procedures by our codes, where the procedure's data have no national code.</summary>
    public IDictionary<string, PortalProcedure> Procedures { get; set; } = new Dictionary<string, PortalProcedure>();

    /// <summary>What for; kept with every message in the audit log (the portal's messages have no place for it).</summary>
    public string Purpose { get; set; } = "Đồng bộ trạng thái hồ sơ lên Cổng Dịch vụ công quốc gia";

    /// <summary>The rule that asks for it; kept with every message.</summary>
    public string? LegalBasis { get; set; }

    /// <summary>Seconds to wait for an answer.</summary>
    public int TimeoutSeconds { get; set; } = 15;

    /// <exception cref="InvalidDataException">A setting makes no sense.</exception>
    public void Check()
    {
        if (TimeoutSeconds is < 1 or > 60)
        {
            throw new InvalidDataException("Service:Agencies:NationalPortal:TimeoutSeconds is between 1 and 60.");
        }

        if (Address is not null && (string.IsNullOrWhiteSpace(User) || string.IsNullOrWhiteSpace(Password) || string.IsNullOrWhiteSpace(LegalBasis) || string.IsNullOrWhiteSpace(Purpose)))
        {
            throw new InvalidDataException("Service:Agencies:NationalPortal: User, Password, Purpose and LegalBasis must be set beside Address.");
        }
    }
}

/// <summary>A procedure as the portal's catalogue has it.</summary>
public sealed class PortalProcedure
{
    /// <summary>MaTTHC.</summary>
    public string Code { get; set; } = string.Empty;

    /// <summary>MaLinhVuc.</summary>
    public string FieldCode { get; set; } = string.Empty;

    /// <summary>TenLinhVuc.</summary>
    public string FieldName { get; set; } = string.Empty;
}
