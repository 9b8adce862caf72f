using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Journeys;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <summary>What must hold of every case and of every register book after every act, whatever was done before.</summary>
internal sealed class MachineRules(Office office)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ProcedureCatalog Delivered = ProcedureCatalog.Delivered();

    private readonly Dictionary<CaseId, string> _versions = [];
    private readonly Dictionary<(RegisterBook Book, long Number), RegisterEntry> _entries = [];

    /// <summary>Every case that was ever opened.</summary>
    public IReadOnlyCollection<CaseId> Cases => _versions.Keys;

    public void Opened(CaseFile file) => _versions[file.Id] = file.ProcedureVersion;

    /// <summary>The rules of the journeys that no single transition shows.</summary>
    public void Check(Case current, string what)
    {
        CaseFile file = current.File;
        Assert.True(file.ProcedureVersion == _versions[file.Id], $"{what}: the case changed its procedure's version");
        if (IsBeyondIntake(current) && JourneyActs.BeginsWithRequest(file.Journey))
        {
            Assert.True(file.Request is { Signatures.Count: > 0, Identities.Count: > 0 }, $"{what}: nobody signed the request");
        }

        // Where people sign a request it was complete when it was composed; a register that falls silent later can make a paper necessary again.
        if (current is AcceptedCase && !JourneyActs.BeginsWithRequest(file.Journey))
        {
            IReadOnlyList<string> missing = Completeness.Missing(Delivered.Versions.Single(v => v.Code == file.ProcedureCode), file);
            Assert.True(missing.Count == 0, $"{what}: the dossier lacks {string.Join(' ', missing)}");
        }

        if (current is Effective effective)
        {
            Assert.True(file.OfficerSlots.All(slot => file.OfficerSignatures.Any(s => s.Slot == slot.Slot && s.Officer == slot.Officer)), $"{what}: an officer did not sign");
            if (file.Journey == JourneyKind.NotarisedContract)
            {
                Assert.True(file.Signers.All(p => effective.Signatures.Any(s => s.Participant == p.Id)), $"{what}: somebody did not sign");
                Assert.Empty(SessionRules.Missing(file.Session!, file.Signers, effective.Signatures));
            }
        }
    }

    /// <summary>Numbers: no gap, none twice, none used for a case without result, none reserved for a case that is over, and never back.</summary>
    public async Task CheckBooksAsync(string what)
    {
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        var found = new Dictionary<CaseId, List<RegisterEntry>>();
        foreach ((RegisterBook book, long last) in await unit.Registers.BooksAsync(Office.Tenant, None))
        {
            IReadOnlyList<RegisterEntry> entries = await unit.Registers.ListAsync(book, 1, 500, None);
            Assert.True(entries.Select(e => e.Number).SequenceEqual(Enumerable.Range(1, (int)last).Select(n => (long)n)), $"{what}: the book has a gap");
            foreach (RegisterEntry entry in entries)
            {
                Assert.True(MayFollow(_entries.GetValueOrDefault((book, entry.Number)), entry), $"{what}: number {entry.Number} was closed and is {entry.GetType().Name}");
                _entries[(book, entry.Number)] = entry;
                (found.TryGetValue(entry.CaseId, out List<RegisterEntry>? list) ? list : found[entry.CaseId] = []).Add(entry);
            }
        }

        foreach ((CaseId id, List<RegisterEntry> entries) in found)
        {
            Case current = (await unit.Cases.FindAsync(Office.Tenant, id, None))!;
            bool isFiled = current is Completed or ResultDelivered;
            bool isOver = current is RefusedCase or StoppedCase or ExpiredCase or ContestedCase;
            Assert.True(entries.Count(e => e is UsedEntry) == (isFiled ? 1 : 0), $"{what}: {entries.Count(e => e is UsedEntry)} numbers are used");
            Assert.True(entries.Count(e => e is ReservedEntry) <= (isFiled || isOver ? 0 : 1), $"{what}: a number is reserved for nothing");
            RegisterEntry? own = current.File.Number is { } number && !isOver ? entries.SingleOrDefault(e => e.Book.Code == number.Book && e.Book.Year == number.Year && e.Number == number.Number) : null;
            Assert.True(current.File.Number is null || isOver || own is ReservedEntry or UsedEntry, $"{what}: the case names a number that is not its own");
        }
    }

    private static bool MayFollow(RegisterEntry? before, RegisterEntry now) => before switch
    {
        null or ReservedEntry => true,
        UsedEntry used => now is UsedEntry same && same.Document == used.Document && same.CaseId == used.CaseId,
        _ => now is VoidedEntry && now.CaseId == before.CaseId,
    };

    private static bool IsBeyondIntake(Case current) => current switch
    {
        SuspendedCase waiting => IsBeyondIntake(waiting.Before),
        DraftCase or SubmittedCase or AwaitingIdentity or IdentityWithOfficer or AwaitingConfirmation or ContentConfirmed or ParticipantsSigned => false,
        RefusedCase or ContestedCase or StoppedCase or ExpiredCase => false,
        _ => true,
    };
}
