using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Composition.Keys;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Doctor.Checks;

/// <summary>What the settings say of the world outside: addresses, authorities, databases of others.</summary>
internal static class SettingChecks
{
    public static IEnumerable<Finding> Run(DoctorSubject subject) =>
        [Address(subject.Options), Timestamps(subject.Options), .. Others(subject.Options), .. Told(subject.Options), .. Trust(subject), .. NotHere()];

    private static Finding Address(ServiceOptions options) => options.PublicAddress.IsLoopback || options.PublicAddress.Scheme != Uri.UriSchemeHttps
        ? new Finding("address", FindingGrade.Demo, $"Service:PublicAddress is {options.PublicAddress}: QR codes on papers would lead nowhere, or over a line that anybody can change. Set the https address of the service.")
        : new Finding("address", FindingGrade.Ready, $"Papers lead to {options.PublicAddress}.");

    private static Finding Timestamps(ServiceOptions options) => options.Timestamps.Address switch
    {
        null => new Finding("timestamps", FindingGrade.Demo, "The service's own authority stamps, which is special-purpose at best: notarised and certified results with effect are refused. Set Service:Timestamps:Address to a recognised authority."),
        { IsLoopback: true } own => new Finding("timestamps", FindingGrade.Demo, $"The timestamp authority answers on this machine ({own}): a simulator. Set Service:Timestamps:Address to a recognised authority."),
        { } address => new Finding("timestamps", FindingGrade.Ready, $"{address.Host} stamps; whether its root is recognised says Service:TrustListFile."),
    };

    private static IEnumerable<Finding> Others(ServiceOptions options)
    {
        yield return Connector("population database", "Service:PopulationAddress", options.PopulationAddress, "every question to it stays open and officers decide by papers");
        yield return Connector("civil-status register", "Service:CivilStatusAddress", options.CivilStatusAddress, "every question to it stays open and officers decide by papers");
        yield return Connector("prevention list", "Service:Prevention:Address", options.Prevention.Address, "notaries can't go on");
        foreach (Composition.Signing.SigningProviderOptions provider in options.SigningProviders)
        {
            yield return Connector($"signing provider {provider.Name}", "Service:SigningProviders", provider.Address, "nobody can sign there");
        }

        yield return options.ServicePointsFile is null
            ? new Finding("places", FindingGrade.Demo, "Service:ServicePointsFile is not set: outside Production agencies and service points of the delivered example, which don't exist, stand on papers; in Production there are none.")
            : new Finding("places", FindingGrade.Ready, "Agencies and service points come from the operator's file.");
    }

    /// <summary>Agencies, people and money: who is told and by which line.</summary>
    private static IEnumerable<Finding> Told(ServiceOptions options)
    {
        yield return Connector("national portal", "Service:Agencies:NationalPortal:Address", options.Agencies.NationalPortal.Address, "it learns of no case");
        yield return Connector("database of notarised transactions", "Service:Agencies:NotaryDatabase:Address", options.Agencies.NotaryDatabase.Address, "notaries report contracts by themselves");
        yield return Connector("desk for corrections", "Service:Agencies:Corrections:Address", options.Agencies.Corrections.Address, "officers send letters when data disagree");
        yield return Connector("line to issuers of papers", "Service:Agencies:Issuers:Address", options.Agencies.Issuers.Address, "officers ask issuers by letter");
        yield return Connector("payment gateway", "Service:Payments:Address", options.Payments.Address, "fees are paid at the counter");
        foreach (OpenId.OpenIdProviderOptions provider in options.SignIn.Providers)
        {
            yield return Connector($"sign-in at {provider.Name}", "Service:SignIn:Providers", provider.Discovery ?? (Uri.TryCreate(provider.Issuer, UriKind.Absolute, out Uri? issuer) ? issuer : null), "nobody signs in there");
        }

        yield return Connector("VNeID gateway of notifications", "Service:Notifications:VNeID:Address", options.Notifications.VNeID.Address, "nobody is told in VNeID");
        yield return Connector("SMS gateway", "Service:Notifications:Sms:Address", options.Notifications.Sms.Address, "people without another wish get a printed code or are told at the counter", "sms");
    }

    private static Finding Connector(string name, string setting, Uri? address, string otherwise, string area = "providers") => address switch
    {
        null => new Finding(area, FindingGrade.Demo, $"There is no connector of the {name} ({setting}): {otherwise}."),
        { IsLoopback: true } => new Finding(area, FindingGrade.Demo, $"The {name} answers on this machine ({address}): a simulator, unless a connector of the real one runs here."),
        _ => new Finding(area, FindingGrade.Ready, $"The {name} is asked at {address.Host}."),
    };

    private static IEnumerable<Finding> Trust(DoctorSubject subject)
    {
        ServiceOptions options = subject.Options;
        bool hasSigners = options.CountrySignersDirectory is { } folder && Directory.Exists(folder) && Directory.EnumerateFiles(folder).Any();
        yield return hasSigners
            ? new Finding("chips", FindingGrade.Ready, "Country signer certificates of the operator are there.")
            : new Finding("chips", FindingGrade.Demo, "No country signer certificate is trusted (Service:CountrySignersDirectory): no chip can be proven genuine.");
        if (options.AcceptCloneableChips)
        {
            yield return new Finding("chips", FindingGrade.Attention, "Service:AcceptCloneableChips is set: chips that can be copied go to an officer instead of being refused.");
        }

        yield return NationalList(options, subject.Now);
    }

    private static Finding NationalList(ServiceOptions options, DateTimeOffset now)
    {
        try
        {
            return NationalTrustFile.Open(options, now) is not { } list
                ? new Finding("trust", FindingGrade.Demo, "There is no signed list of national anchors (Service:TrustListFile): signatures of national authorities are not proven, and nothing counts as public or official-duty.")
                : list.State.NextUpdate < now.AddDays(30)
                    ? new Finding("trust", FindingGrade.Attention, $"The list of national anchors ends on {list.State.NextUpdate:yyyy-MM-dd}; sign a new one.")
                    : new Finding("trust", FindingGrade.Ready, $"The list of national anchors holds until {list.State.NextUpdate:yyyy-MM-dd}.");
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or Pki.PkiFormatException)
        {
            return new Finding("trust", FindingGrade.Broken, e.Message, StopsProduction: true);
        }
    }

    /// <summary>What an operator looks for and this service does not have; a part that comes later takes its line away.</summary>
    private static IEnumerable<Finding> NotHere()
    {
        yield return new Finding("turn", FindingGrade.Demo, "The service carries no video between venues, so it needs no TURN server; the notaries' video connection is another system, which must be provided and recorded.");
    }
}
