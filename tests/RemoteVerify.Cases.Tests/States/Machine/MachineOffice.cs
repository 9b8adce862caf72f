using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.Fees;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Importing;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tests.Procedures;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <summary>
/// One journey as moves to be drawn by chance: the real acts over the real store, with plain documents. A journey says how a case of it is opened,
/// which moves it has besides the common ones, and what an office that wants to finish does next. The moves stand in several files, by what they
/// are about.
/// </summary>
internal abstract partial class MachineOffice
{
    protected static readonly CancellationToken None = CancellationToken.None;

    private readonly Dictionary<string, string> _certificates = [];
    private int _people;
    private int _imports;

    protected MachineOffice(Office office)
    {
        Office = office;
        Engines = new PlainEngines(office.Root);
        Interference = new Interference(office.Storage);
        Desk = new Desk(Interference, office.Clock);
        Moves = new Lazy<IReadOnlyList<Move>>(() => [.. Intake(), .. Dossier(), .. Identity(), .. Signing(), .. Tail(), .. Ends(), .. Own()]);
    }

    public Office Office { get; }

    public Interference Interference { get; }

    public Lazy<IReadOnlyList<Move>> Moves { get; }

    /// <summary>Code of the procedure.</summary>
    public abstract string Procedure { get; }

    /// <summary>Everybody who could be mistaken for the one whose act it is.</summary>
    public IReadOnlyList<Actor> Strangers(CaseId id, CaseId other) =>
    [
        Office.Portal, Actor.Portal(Office.Tenant, "portal-2"), Office.Citizen(id), Office.Citizen(id, "p2"), Office.Citizen(other), .. Accounts.Select(Officer),
        Officer("officer-9"), Office.Seal, Office.Service, Actor.Anyone, Actor.Officer(new TenantId("xa-khac"), Accounts[0]), Actor.Portal(new TenantId("xa-khac"), "portal-1"),
    ];

    protected PlainEngines Engines { get; }

    protected Desk Desk { get; }

    protected ProcedureLibrary Procedures => Office.Procedures;

    /// <summary>The accounts of the officers, the one who takes in first.</summary>
    protected abstract IReadOnlyList<string> Accounts { get; }

    protected abstract IOfficerDirectory Officers { get; }

    protected abstract IServicePointDirectory Points { get; }

    protected OfficeHead Head => new(Points, Officers, Office.Check);

    protected LookupSnapshots Snapshots => new(Engines, Head);

    protected Actor First => Officer(Accounts[0]);

    /// <summary>A fresh draft with everything that its procedure asks for.</summary>
    public abstract Task<CaseId> OpenAsync();

    /// <summary>The act that an office which wants to finish does next; null where nothing is left to do.</summary>
    public string? Next(Situation seen) => FeeFirst(seen, NextOfIntake(seen) ?? NextOwn(seen) ?? NextOfPeople(seen) ?? NextOfTail(seen));

    private static string? FeeFirst(Situation seen, string? next) => seen.IsFeeOpen && next is "paper.compose" or "session.schedule" or "session.open" ? "payment.request" : next;

    public async Task StartAsync()
    {
        foreach (string account in Accounts)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            byte[] request = new CertificateRequest("CN=wish", key, HashAlgorithmName.SHA256).CreateSigningRequest();
            IssuedChain issued = Office.Done(await new EnrolOfficer(Desk, Office.Issuer, Officers).DoAsync(Officer(account), request, None));
            _certificates[account] = Convert.ToHexStringLower(issued.Certificate.SerialNumber.Span);
        }
    }

    public async Task<Situation> LookAsync(CaseId id)
    {
        await using IUnitOfWork unit = await Office.Storage.BeginAsync(None);
        Case current = (await unit.Cases.FindAsync(Office.Tenant, id, None))!;
        Procedure procedure = await Procedures.OfCaseAsync(unit, current.File, None);
        return new Situation(current, await unit.Verifications.ListAsync(id, None), Office.Clock.GetUtcNow())
        {
            IsFeeOpen = CaseFees.NotSettled(procedure, current)?.Code == RefusalCode.FeeNotSettled,
        };
    }

    /// <summary>Somebody imports a version of the procedure that is in force from today; false where today has one already.</summary>
    public async Task<bool> ImportAsync()
    {
        string version = string.Create(CultureInfo.InvariantCulture, $"v{++_imports}");
        DateOnly today = VietnamTime.Day(Office.Clock.GetUtcNow());
        byte[] changed = DeliveredFiles.ChangedBytes(Procedure, (JsonObject members) =>
        {
            members["version"] = version;
            members["effectiveFrom"] = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            members["titleEn"] = $"Version {version}";
        });
        return (await new ImportProcedures(Desk, Procedures).DoAsync(Office.Service, "operator", [DataFile.Read(version, changed)], production: false, None)).IsDone;
    }

    /// <summary>What the journey's procedure names as the version for new cases.</summary>
    public async Task<string> VersionAsync()
    {
        await using IUnitOfWork unit = await Office.Storage.BeginAsync(None);
        return Office.Done(await Procedures.ForNewCaseAsync(unit, Procedure, VietnamTime.Day(Office.Clock.GetUtcNow()), None)).Version;
    }

    /// <summary>The moves that only this journey has.</summary>
    protected abstract IEnumerable<Move> Own();

    /// <summary>The next act between intake and the prepared paper; null in every other state.</summary>
    protected abstract string? NextOwn(Situation seen);

    protected static Actor Officer(string account) => Actor.Officer(Office.Tenant, account);

    /// <summary>Another person for each case, so that no case's result serves another one.</summary>
    protected DeclaredParticipant Person(string role, ParticipantKind kind)
    {
        _people++;
        return new DeclaredParticipant($"Nguyễn Thị Số {_people}", string.Create(CultureInfo.InvariantCulture, $"0011990{_people:00000}"), role) { Kind = kind };
    }

    /// <summary>Opens a case, fills it in and answers the questions about consent.</summary>
    protected async Task<CaseId> OpenAsync(IReadOnlyList<DeclaredParticipant> people, params (string Name, string Value)[] fields)
    {
        CaseFile file = Office.Done(await new OpenCase(Desk, Procedures).DoAsync(Office.Portal, new OpenCaseRequest(Procedure, null, people), None)).File;
        Office.Done(await new SetFields(Desk, Procedures).DoAsync(Office.Portal, file.Id, [.. fields.Select(f => new FieldInput(f.Name, f.Value))], None));
        foreach (Participant signer in file.Signers)
        {
            foreach (string purpose in file.ConsentsNeeded)
            {
                Office.Done(await new GiveConsent(Desk, Procedures).DoAsync(Office.Citizen(file.Id, signer.Id.Value), file.Id, purpose, "1", true, None));
            }
        }

        return file.Id;
    }

    /// <summary>A move whose actor is always the same.</summary>
    protected static Move Of<T>(string act, Actor by, Func<Attempt, Task<Outcome<T>>> run) => Of(act, _ => by, run);

    protected static Move Of<T>(string act, Func<Situation, Actor> by, Func<Attempt, Task<Outcome<T>>> run) => new(act, by, async attempt => (await run(attempt)).Refusal);
}
