using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Authority.OcspResponder;
using RemoteVerify.Authority.TimestampAuthority;
using RemoteVerify.Cases.DirectCopies;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Dossiers.Exporting;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Engines.Dossiers;
using RemoteVerify.Cases.Engines.Papers;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Results.Archiving;
using RemoteVerify.Cases.Results.Importing;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.Sharing;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Timestamps;
using RemoteVerify.Server.Agencies;
using RemoteVerify.Server.Capture;
using RemoteVerify.Server.Composition.Keys;
using RemoteVerify.Server.Composition.Registrations;
using RemoteVerify.Server.Composition.Signing;
using RemoteVerify.Server.Composition.Timestamps;
using RemoteVerify.Server.ChipRelay;
using RemoteVerify.Server.Endpoints.Authority;
using RemoteVerify.Server.Security;
using RemoteVerify.Server.Events;
using RemoteVerify.Server.Jobs;
using RemoteVerify.Storage.Stores;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Server.Composition;

/// <summary>Puts the opened parts and the acts of the cases together.</summary>
public static class Registration
{
    /// <summary>A person waits for the outcome of the capture meanwhile.</summary>
    private static readonly TimeSpan EvidencePatience = TimeSpan.FromSeconds(5);

    public static void AddRemoteVerify(this IServiceCollection services, ServiceParts parts, ServiceOptions options)
    {
        services.AddSingleton(parts);
        services.AddSingleton(parts.Storage);
        services.AddSingleton<IUnitOfWorkFactory>(parts.Storage);
        services.AddSingleton(parts.Clients);
        services.AddSingleton(parts.Tokens);
        services.AddSingleton<SingleUse>();
        services.AddSingleton(parts.Checkpoints);
        services.AddSingleton(parts.Engines);
        services.AddSingleton(parts.Policies);
        services.AddSingleton(new CaptureSlots(options.MaximumCaptures));
        services.AddSingleton<CaptureLines>();
        services.AddSingleton<PostedLines>();
        services.AddSingleton<PostedCaptures>();
        services.AddSingleton(new ChipRelaySlots(options.MaximumChipRelays));
        services.AddSingleton<ChipRelayActs>();
        services.AddSingleton(new ChipRelayOptions());
        services.AddSingleton(parts.ChipChallenges);
        services.AddSingleton<IChipAgreement, ChipAgreementTerminal>();
        services.AddSingleton(ProcedureCatalog.Delivered());
        services.AddSingleton(provider => new ProcedureRule(TakesUnverified: !provider.GetRequiredService<IHostEnvironment>().IsProduction()));
        services.AddSingleton<ProcedureLibrary>();
        services.AddSingleton(provider => new PaperTemplates(() => provider.GetRequiredService<ProcedureLibrary>().Templates, onlyVerified: provider.GetRequiredService<IHostEnvironment>().IsProduction()));
        services.AddSingleton(new VerificationPolicy());
        services.AddSingleton(new CheckPlace(new Uri(options.PublicAddress, "/check/").ToString(), "RemoteVerify"));
        services.AddEvents(parts, options);
        services.AddAuthority(parts);
        DocumentFonts fonts = PaperFonts.Read(options.FontDirectory);
        services.AddEngines(parts, options, fonts);
        services.AddDossiers(options, fonts);
        services.AddSigning(parts, options);
        services.AddTimestamps(parts, options);
        services.AddActs();
        services.AddPublicCheck(parts);
        services.AddRepository(parts, options);
        services.AddJobs(parts.Storage, options);
        services.AddAccess(parts, options);
        services.AddDesk(parts, options);
        services.AddPrivacy(parts, options, fonts);
        services.AddProviders(parts, options);
        services.AddSandbox(parts, fonts);
        services.AddFigures(options);
        services.AddNotifications(parts, options, fonts);
        services.AddLive(options);
        services.AddPagePictures(options);
        services.AddAssistance(parts);
    }

    /// <summary>What the repository of results rests on beside the engines of cases.</summary>
    private static void AddRepository(this IServiceCollection services, ServiceParts parts, ServiceOptions options)
    {
        services.AddSingleton(new ArchivePolicy());
        services.AddSingleton<IArchive>(provider => new PadesArchive(
            provider.GetRequiredService<ITimestampSource>(), provider.GetRequiredService<ArchiveTrust>().For, SigningSetup.TrustOfActs(provider, parts), AlgorithmPolicy.Default));
        services.AddSingleton<IScanInspection>(provider => new PdfScanInspection(provider.GetRequiredService<IDocumentValidator>()));
        services.AddSingleton(ShareConsentTexts.Delivered(parts.IsProduction));
        services.AddSingleton(new ImportPolicy(!parts.IsProduction));
        services.AddSingleton(provider => new CodeGuessLimit(options.MaximumCodeMisses, provider.GetRequiredService<TimeProvider>()));
        services.AddAgencies(options);
    }

    /// <summary>Databases of other agencies that notaries ask.</summary>
    private static void AddAgencies(this IServiceCollection services, ServiceOptions options)
    {
        if (options.Prevention.TimeoutSeconds is < 1 or > 60)
        {
            throw new InvalidDataException("Service:Prevention:TimeoutSeconds must be between 1 and 60.");
        }

        services.AddSingleton(options.Prevention);
        services.AddHttpClient(PreventionListClient.ClientName, http =>
        {
            http.Timeout = TimeSpan.FromSeconds(options.Prevention.TimeoutSeconds);
            http.MaxResponseContentBufferSize = 1 << 20;
        });
        services.AddSingleton<IPreventionList>(provider => new PreventionListClient(
            provider.GetRequiredService<IHttpClientFactory>(), options.Prevention, new LineGuard(provider.GetRequiredService<TimeProvider>(), PreventionListClient.FailuresBeforeRest),
            provider.GetRequiredService<ILogger<PreventionListClient>>()));
    }

    /// <summary>The checks that anyone may ask for know the national anchors too; they take the place of those registered with all acts.</summary>
    private static void AddPublicCheck(this IServiceCollection services, ServiceParts parts)
    {
        services.AddSingleton(provider =>
        {
            ILogger logger = provider.GetRequiredService<ILogger<NationalTrustFile>>();
            return new PublicDocumentValidator(
                SigningSetup.TrustOfService(provider, parts), at => parts.NationalTrust?.At(at, logger) ?? NationalTrust.None);
        });
        services.AddSingleton(provider => new CheckDocument(provider.GetRequiredService<Desk>(), provider.GetRequiredService<PublicDocumentValidator>()));
        services.AddSingleton(provider => new CheckCode(provider.GetRequiredService<Desk>(), provider.GetRequiredService<PublicDocumentValidator>()));
    }

    private static void AddAuthority(this IServiceCollection services, ServiceParts parts)
    {
        services.AddSingleton(parts.Keys);
        services.AddSingleton(provider => new TimestampAuthority(parts.Keys.Timestamp, new TimestampAuthorityOptions(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new OcspResponder(parts.Keys.Ocsp, parts.Keys.Authority.Certificate, new OcspResponderOptions()));
        services.AddSingleton<ICertificateIssuer>(new AuthorityCertificateIssuer(parts.Keys.Authority));
        services.AddSingleton(new AuthorityTrust(parts.Keys.Root, at => parts.Keys.RootList(at).Encoded, parts.Keys.Authority, parts.FormerTrust));
        services.AddSingleton<RevocationLists>();
        services.AddSingleton<OcspQuestion>();
        services.AddHostedService<RevocationRefresh>();
        services.AddSingleton<IOfficerDirectory>(new RegisteredOfficers(parts.Clients));
        services.AddSingleton(SealsOf(parts));
    }

    /// <summary>Every tenant seals with the one seal of this service.</summary>
    private static OrganisationSeals SealsOf(ServiceParts parts) => new(parts.Clients.All
        .GroupBy(client => client.Tenant)
        .ToDictionary(
            tenant => new TenantId(tenant.Key),
            tenant => new OrganisationSealKey(tenant.Select(client => client.Organisation).FirstOrDefault(name => name is not null) ?? DevelopmentClients.Organisation, parts.Keys.Seal)));

    private static void AddEngines(this IServiceCollection services, ServiceParts parts, ServiceOptions options, DocumentFonts fonts)
    {
        services.AddSingleton(provider => new PadesDocumentSigner(
            provider.GetRequiredService<ITimestampSource>(), fonts,
            () => provider.GetRequiredService<ArchiveTrust>().For(provider.GetRequiredService<TimeProvider>().GetUtcNow())));
        services.AddSingleton<IDocumentSigner>(provider => provider.GetRequiredService<PadesDocumentSigner>());
        services.AddSingleton<IDocumentIntake>(provider => provider.GetRequiredService<PadesDocumentSigner>());
        services.AddSingleton<IDocumentValidator>(provider => new PadesDocumentValidator(SigningSetup.TrustOfActs(provider, parts)));
        services.AddSingleton<IEvidenceSealer>(provider => new CmsEvidenceSealer(parts.Keys.Evidence, provider.GetRequiredService<TimestampAuthority>(), EvidencePatience));
        services.AddSingleton<IChipVerification>(new ChipVerification(parts.CountrySigners, [], ChipPolicy.RequirePossession with { AcceptCloneable = options.AcceptCloneableChips }));
        services.AddSingleton<ICertifiedCopyComposer>(provider => new CertifiedCopyComposer(fonts, provider.GetRequiredService<PaperTemplates>()));
        services.AddSingleton<IEvidenceReportComposer>(new EvidenceReportComposer(fonts, ToJpeg));
        services.AddSingleton<IDossierComposer>(new DossierRecordComposer(fonts));
        services.AddSingleton<IPhotoPrintComposer>(new PhotoPrintComposer(fonts, ToJpeg));
    }

    private static ReadOnlyMemory<byte>? ToJpeg(ReadOnlyMemory<byte> picture)
    {
        try
        {
            using Image image = ImageCodec.Decode(picture.Span, ImageLimits.Default);
            return ImageCodec.EncodeJpeg(image);
        }
        catch (VisionFormatException)
        {
            return null;
        }
    }

    private static void AddEvents(this IServiceCollection services, ServiceParts parts, ServiceOptions options)
    {
        services.AddWebhooks(parts, options);
        services.AddSingleton(provider => new OutboxDelivery(
            parts.Storage.Events, provider.GetRequiredService<IEventSink>(), provider.GetRequiredService<TimeProvider>(), new OutboxDeliveryOptions()));
        services.AddHostedService<OutboxWorker>();
    }

    private static void AddActs(this IServiceCollection services)
    {
        services.AddSingleton<Desk>();
        foreach (Type act in typeof(Desk).Assembly.GetExportedTypes().Where(IsAct))
        {
            services.AddSingleton(act);
        }

        services.AddSingleton<RecogniseCitizen>();
        services.AddSingleton<RecogniseLink>();
        services.AddSingleton<Cases.Procedures.FindProcedures>();
    }

    private static bool IsAct(Type type) =>
        type is { IsClass: true, IsAbstract: false } && type.GetConstructors() is [var constructor] && constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(Desk));
}
