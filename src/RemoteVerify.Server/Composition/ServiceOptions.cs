using System.ComponentModel.DataAnnotations;
using RemoteVerify.Server.Composition.Keys;

namespace RemoteVerify.Server.Composition;

/// <summary>The settings of the service, section <c>Service</c> of the configuration. Secrets are references to files, never values.</summary>
public sealed class ServiceOptions
{
    public const string Section = "Service";

    /// <summary>Folder of the database, the master key and the development credentials.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>SQLite in the data directory, or PostgreSQL.</summary>
    public DatabaseOptions Database { get; set; } = new();

    /// <summary>What runs by time and how often.</summary>
    public Jobs.JobOptions Jobs { get; set; } = new();

    /// <summary>How long tokens, links, marks and delivered events stay once they have served.</summary>
    public Cases.Retaining.SpentRetention Retention { get; set; } = new();

    /// <summary>A file that events are written to, one JSON document a line, each at least once; without it they wait in the database.</summary>
    public string? EventsFile { get; set; }

    /// <summary>The address under which the world reaches the service; it stands in QR codes.</summary>
    [Required]
    public Uri PublicAddress { get; set; } = new("http://127.0.0.1:5080");

    /// <summary>Keys in PKCS#11 tokens; without them this service signs with the development hierarchy, which Production refuses.</summary>
    public AuthorityKeyOptions Keys { get; set; } = new();

    /// <summary>Address under which <c>/v1</c> is reached, to be named in issued certificates for their status (AIA, CRL distribution point); null names none, so that a checker without network does not wait.</summary>
    public Uri? AuthorityAddress { get; set; }

    /// <summary>The registered clients (<c>clients.json</c>); without it development clients are made on first start.</summary>
    public string? ClientsFile { get; set; }

    /// <summary>Country signer certificates that the operator trusts: a folder of <c>.cer</c> or <c>.pem</c> files.</summary>
    public string? CountrySignersDirectory { get; set; }

    /// <summary>Signed list of national trust anchors for the public check (<c>./rv trust sign</c>); read again when the file changes.</summary>
    public string? TrustListFile { get; set; }

    /// <summary>PEM public key or certificate that must have signed <see cref="TrustListFile"/>.</summary>
    public string? TrustListKeyFile { get; set; }

    /// <summary>Signing services of others, for citizens and officers whose keys are there.</summary>
    public IList<Signing.SigningProviderOptions> SigningProviders { get; set; } = [];

    /// <summary>
    /// What this service trusted before its present authority: a folder of root and intermediate certificates (<c>.cer</c>, <c>.crt</c>, <c>.der</c>, <c>.pem</c>) and
    /// their latest revocation lists (<c>.crl</c>, read again at each use). Documents of that time stay to be checked and their timestamps to be renewed.
    /// </summary>
    public string? FormerTrustDirectory { get; set; }

    /// <summary>Verification codes without a document that one address may ask for in a minute.</summary>
    [Range(1, 100_000)]
    public int MaximumCodeMisses { get; set; } = 60;

    /// <summary>
    /// Takes a chip that has no key to prove itself (its files can be copied) with the warning <c>cloneable</c>; such a person always goes to an
    /// officer. False refuses the chip. A chip that has a key must prove it either way.
    /// </summary>
    public bool AcceptCloneableChips { get; set; }

    /// <summary>A signed capture policy for tests; Production refuses to start with one.</summary>
    public string? TestPolicyFile { get; set; }

    /// <summary>The tenants whose captures run under the test policy; all others run under the default policy.</summary>
    public IList<string> TestPolicyTenants { get; set; } = [];

    /// <summary>PEM public key that must have signed <see cref="TestPolicyFile"/> (detached signature beside it, <c>.sig</c>).</summary>
    public string? TestPolicySignerFile { get; set; }

    /// <summary>Folder with <c>manifest.json</c> and the models the project made.</summary>
    public string? ModelsDirectory { get; set; }

    /// <summary>Where <c>./rv models pull</c> puts the files it fetches; without it the folder <c>models</c> in RV_CACHE, or in <c>.cache</c> beside the models' folder.</summary>
    public string? FetchedModelsDirectory { get; set; }

    /// <summary>The model set; the variable RV_MODEL_SET stands in when it is not set, and the best set whose files are here when neither is.</summary>
    public string? ModelSet { get; set; }

    /// <summary>The record of <c>./rv models accept</c>: without it Production takes no set whose origin leaves questions open.</summary>
    public string? ModelAcceptanceFile { get; set; }

    /// <summary>A calibration of <c>./rv models calibrate</c>, whose thresholds take the place of the manifest's; refused when it was made with other model files.</summary>
    public string? CalibrationFile { get; set; }

    /// <summary>Folder below which the standard models are looked up by SHA-256; the variable RV_MODEL_MIRROR stands in when it is not set.</summary>
    public string? ModelMirror { get; set; }

    /// <summary>Folder of the fonts that papers are set in.</summary>
    [Required]
    public string FontDirectory { get; set; } = "/usr/share/fonts/truetype/liberation2";

    /// <summary>Largest PDF that is taken, in bytes.</summary>
    [Range(1024, 1L << 30)]
    public long MaximumDocumentBytes { get; set; } = 50L << 20;

    /// <summary>Captures that may run at once on this node.</summary>
    [Range(1, 1000)]
    public int MaximumCaptures { get; set; } = 32;

    /// <summary>Chip relays that may run at once on this node.</summary>
    [Range(1, 10000)]
    public int MaximumChipRelays { get; set; } = 64;

    /// <summary>Origins of web pages that may carry a relay besides this service's own (<c>https://portal.example</c>); apps send none.</summary>
    public IList<string> ChipRelayOrigins { get; set; } = [];

    /// <summary>Name of the app that takes the reading of the chip over by a QR code (docs/chip-relay.md section 3.5), as people know it; without it pages show no such code.</summary>
    [StringLength(80)]
    public string? PhoneReaderApp { get; set; }

    /// <summary>Threads of one inference.</summary>
    [Range(1, 64)]
    public int InferenceThreads { get; set; } = 1;

    /// <summary>Agencies and their service points; without it the delivered example serves every tenant, outside Production only.</summary>
    public string? ServicePointsFile { get; set; }

    /// <summary>Address of the population database's connector; without it every question stays open.</summary>
    public Uri? PopulationAddress { get; set; }

    /// <summary>Address of the civil-status register's connector.</summary>
    public Uri? CivilStatusAddress { get; set; }

    /// <summary>How long a connector may take to answer, in seconds.</summary>
    [Range(1, 60)]
    public int LookupSeconds { get; set; } = 5;

    /// <summary>Ends the service when its standard input ends, so that a parent process leaves no orphan.</summary>
    public bool StopWhenInputEnds { get; set; }

    /// <summary>The tenants as a tree with their limits (JSON); without it every tenant of a client is a root.</summary>
    public string? TenantsFile { get; set; }

    /// <summary>Client certificates.</summary>
    public Security.Certificates.ClientCertificateOptions ClientCertificates { get; set; } = new();

    /// <summary>What decisions and signatures of officers demand of the sign-in.</summary>
    public Security.Officers.OfficerSignInOptions OfficerSignIn { get; set; } = new();

    /// <summary>Issuers of others whose access tokens are taken.</summary>
    public IList<Security.Issuing.ExternalIssuerOptions> ExternalIssuers { get; set; } = [];

    /// <summary>Days after which a new key signs access tokens.</summary>
    [Range(1, 3650)]
    public int TokenKeyDays { get; set; } = 90;
    /// <summary>Limits of requests, kept answers, resumable uploads.</summary>
    public Http.HttpOptions Http { get; set; } = new();

    /// <summary>The prevention list that notaries ask.</summary>
    public Agencies.PreventionListOptions Prevention { get; set; } = new();

    /// <summary>A timestamp authority of others for signatures, documents and archives.</summary>
    public Timestamps.TimestampOptions Timestamps { get; set; } = new();

    /// <summary>Where it is learnt whether certificates of others were revoked.</summary>
    public Timestamps.RevocationOptions Revocation { get; set; } = new();
    /// <summary>Rules of retention of the operator, before those delivered with the service (JSON of the same form).</summary>
    public string? RetentionScheduleFile { get; set; }

    /// <summary>How much one run of the purge does.</summary>
    public Cases.Retaining.PurgeLimits Purge { get; set; } = new();

    /// <summary>Agencies that are told of cases.</summary>
    public Agencies.AgencyOptions Agencies { get; set; } = new();

    /// <summary>The payment gateway.</summary>
    public Payments.PaymentOptions Payments { get; set; } = new();

    /// <summary>Sign-in of citizens at OpenID providers.</summary>
    public OpenId.SignInOptions SignIn { get; set; } = new();

    /// <summary>The officer's desk.</summary>
    public Pages.Desk.DeskOptions Desk { get; set; } = new();

    /// <summary>Gateways for notifications.</summary>
    public Notifications.NotificationOptions Notifications { get; set; } = new();

    /// <summary>Measurements for the operator; off unless set.</summary>
    public Telemetry.TelemetryOptions Telemetry { get; set; } = new();

    /// <summary>Pictures of the pages of documents.</summary>
    public PagePictures.PagePictureOptions PagePictures { get; set; } = new();

    /// <summary>Live sessions.</summary>
    public Live.LiveOptions Live { get; set; } = new();

    /// <summary>Webhooks of clients.</summary>
    public Webhooks.WebhookOptions Webhooks { get; set; } = new();
}
