using System.Globalization;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <summary>How an act is tried.</summary>
internal enum Twist
{
    /// <summary>As it should be.</summary>
    Right,

    /// <summary>In its lesser variant.</summary>
    Odd,

    /// <summary>By somebody else.</summary>
    WrongActor,

    /// <summary>By somebody who saw the version before.</summary>
    Stale,

    /// <summary>While somebody else changes the case between reading and commit.</summary>
    Race,

    /// <summary>And once more.</summary>
    Twice,
}

/// <summary>One sequence of random acts on two cases of a journey, each act judged by the page of states and by the rules of numbers and records.</summary>
internal sealed class MachineWalk(MachineOffice machine, StateDiagram diagram)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Over = ["result-delivered", "stopped", "expired"];

    /// <summary>Acts that record a refusal in the case itself, and what such a refusal may leave besides its entry in the log.</summary>
    private static readonly Dictionary<string, string> Keeping = new(StringComparer.Ordinal)
    {
        ["verification.submit-chip"] = "a refused chip is part of the verification",
        ["capture.open"] = "the abandoned captures are counted, and after the last one an officer decides",
        ["copy.plan"] = "the look-up is a paper of the dossier whatever it led to",
        ["certificate.draft"] = "the look-up of the repository before an issue is kept",
    };

    /// <summary>Acts of the service that are done over what somebody else wrote meanwhile: nobody is there who could repeat them.</summary>
    private static readonly string[] TriedAgain = ["capture.finish"];

    private readonly CaseId[] _cases = new CaseId[2];
    private readonly Dictionary<CaseId, string> _hints = [];
    private readonly Queue<string> _trail = new();
    private readonly MachineRules _rules = new(machine.Office);
    private StoredTables _stored = null!;

    /// <summary>How many acts led to each state.</summary>
    public Dictionary<string, int> Reached { get; } = new(StringComparer.Ordinal);

    /// <summary>How many acts were done and refused, by twist.</summary>
    public Dictionary<(Twist Twist, bool Done), int> Acts { get; } = [];

    public async Task RunAsync(IEnumerable<int> draws)
    {
        await machine.StartAsync();
        for (int i = 0; i < _cases.Length; i++)
        {
            await OpenAsync(i);
        }

        foreach (int draw in draws)
        {
            try
            {
                await StepAsync(new Random(draw));
            }
            catch (Exception e)
            {
                throw new Xunit.Sdk.XunitException($"{machine.Procedure}: {e.Message}\n{string.Join('\n', _trail)}\n{e.StackTrace}");
            }
        }
    }

    private async Task OpenAsync(int slot)
    {
        _cases[slot] = await machine.OpenAsync();
        Situation opened = await machine.LookAsync(_cases[slot]);
        _rules.Opened(opened.File);
        Assert.Equal(await machine.VersionAsync(), opened.File.ProcedureVersion);
        Count(opened.Case);
        _stored = StoredTables.Read(machine.Office.DatabasePath);
    }

    private async Task StepAsync(Random dice)
    {
        int slot = dice.Next(_cases.Length);
        Situation seen = await machine.LookAsync(_cases[slot]);
        machine.Office.Clock.Advance(TimeSpan.FromSeconds(3));
        if (Over.Contains(seen.Case.State) && dice.Next(3) == 0)
        {
            await OpenAsync(slot);
            return;
        }

        if (dice.Next(120) == 0)
        {
            await ImportAsync(seen);
            return;
        }

        if (dice.Next(25) == 0)
        {
            // Minutes, a night, a weekend with holidays, and what lets a draft run out.
            machine.Office.Clock.Advance(TimeSpan.FromMinutes(dice.Next(10) switch { < 5 => dice.Next(90), < 8 => dice.Next(1500), 8 => dice.Next(16_000), _ => 31 * 24 * 60 }));
        }

        // The first case is in the hands of people who want to finish; what happens to the second is more of an accident.
        Move move = Choose(seen, dice, slot == 0 ? 85 : 60);
        Twist twist = Draw(dice, slot == 0 ? 88 : 65);
        await ActAsync(slot, move, twist, dice);
        if (twist == Twist.Twice)
        {
            await ActAsync(slot, move, twist, dice);
        }
    }

    private static Twist Draw(Random dice, int rights) =>
        dice.Next(100) < rights ? Twist.Right : dice.Next(10) switch { < 4 => Twist.Odd, < 6 => Twist.WrongActor, 6 => Twist.Stale, < 9 => Twist.Race, _ => Twist.Twice };

    /// <summary>Mostly what comes next, sometimes what the state allows besides, and sometimes any act at all.</summary>
    private Move Choose(Situation seen, Random dice, int onwards)
    {
        IReadOnlyList<Move> moves = machine.Moves.Value;
        int kind = dice.Next(100);
        string? next = _hints.Remove(seen.File.Id, out string? hint) ? hint : machine.Next(seen);
        if (kind < onwards && moves.FirstOrDefault(m => m.Act == next) is { } onward)
        {
            return onward;
        }

        HashSet<string> allowed = [.. seen.Case.Allowed.Concat(DossierActs.Of(seen.Case)).Select(act => act.Code)];
        Move[] from = kind < 94 ? [.. moves.Where(m => allowed.Contains(m.Act))] : [];
        from = from.Length > 0 ? from : [.. moves];
        int drawn = dice.Next(from.Sum(m => m.Weight));
        return from.First(m => (drawn -= m.Weight) < 0);
    }

    private async Task ActAsync(int slot, Move move, Twist twist, Random dice)
    {
        Situation seen = await machine.LookAsync(_cases[slot]);
        Actor right = move.By(seen);
        IReadOnlyList<Actor> strangers = machine.Strangers(seen.File.Id, _cases[1 - slot]);
        Actor actor = twist == Twist.WrongActor && move.HasActor ? strangers[dice.Next(strangers.Count)] : right;
        var reference = new CaseReference(seen.File.Id, twist == Twist.Stale ? seen.File.Version - 1 : dice.Next(2) == 0 ? seen.File.Version : null);
        bool raced = twist == Twist.Race;
        if (raced)
        {
            Arm(seen);
        }

        Refusal? refusal = await move.TryAsync(new Attempt(reference, seen, actor, twist == Twist.Odd, dice));
        raced = raced && !machine.Interference.Disarm();
        Situation after = await machine.LookAsync(seen.File.Id);
        string what = string.Create(CultureInfo.InvariantCulture,
            $"{slot}: {move} ({twist}, {actor.Role} {actor.Id}) in {seen.Case.State} led to {after.Case.State}{(refusal is null ? "" : $", {refusal}")} at {seen.Now:MM-dd HH:mm:ss}");
        Note(what);
        Acts[(twist, refusal is null)] = Acts.GetValueOrDefault((twist, refusal is null)) + 1;
        MustBeRefused(move, twist, actor, raced, seen, refusal, what);
        StoredTables stored = StoredTables.Read(machine.Office.DatabasePath);
        if (refusal is null)
        {
            await CheckDoneAsync(move, raced, seen, after, what);
        }
        else
        {
            CheckRefused(move, raced, seen, after, refusal, stored, what);
            Hint(move, seen, refusal);
        }

        _stored = stored;
        _rules.Check(after.Case, what);
        await _rules.CheckBooksAsync(what);
        Count(after.Case);
    }

    /// <summary>Somebody writes a message while the act is on its way; the state stays and the version grows.</summary>
    private void Arm(Situation seen)
    {
        Move message = machine.Moves.Value.Single(m => m.Act == "message.send");
        machine.Interference.Arm(async () =>
        {
            Refusal? refused = await message.TryAsync(new Attempt(seen.File.Id, seen, message.By(seen), false, new Random(0)));
            Assert.True(refused is null, $"message.send: {refused}");
            _stored = StoredTables.Read(machine.Office.DatabasePath);
        });
    }

    private static void MustBeRefused(Move move, Twist twist, Actor actor, bool raced, Situation seen, Refusal? refusal, string what)
    {
        Act act = Act.All.Single(a => a.Code == move.Act);
        if (move.HasActor && !act.Permits(actor.Role))
        {
            Assert.True(refusal?.Code == RefusalCode.ActorNotPermitted, what);
        }
        else if (move.HasActor && actor.Tenant != Office.Tenant)
        {
            Assert.True(refusal is not null, $"{what}: another tenant");
        }
        else if (twist == Twist.Stale && move.NamesCase && !raced)
        {
            Assert.True(refusal?.Code == RefusalCode.CaseChanged, $"{what}: out of date");
        }

        Assert.True(refusal is null || RefusalCode.All.Contains(refusal.Code), what);
        bool isForeign = !seen.Case.Allowed.Concat(DossierActs.Of(seen.Case)).Contains(act);
        if (refusal?.Code == RefusalCode.CaseActionNotAllowed && isForeign && move.NamesCase && refusal.AllowedActions.Count > 0 && !raced)
        {
            Assert.True(refusal.AllowedActions.SequenceEqual(seen.Case.Allowed.Select(a => a.Code)), $"{what}: offers {string.Join(' ', refusal.AllowedActions)}");
        }
    }

    private void CheckRefused(Move move, bool raced, Situation seen, Situation after, Refusal refusal, StoredTables stored, string what)
    {
        string[] changed = [.. stored.ChangedSince(_stored)];
        long recorded = stored.Recorded - _stored.Recorded;

        // A one-time certificate is on record before its key signs, so it and its entry in the log stay when the act comes too late.
        bool isCertificate = move.Act == "document.sign" && refusal.Code == RefusalCode.CaseChanged && changed.Contains("certificates");
        Assert.True(recorded == (isCertificate ? 2 : 1), $"{what}: recorded {recorded} times");
        if (Keeping.ContainsKey(move.Act) && after.File.Version + Versions(after) > seen.File.Version + Versions(seen) + (raced ? 1 : 0))
        {
            bool isMove = after.File.Version != seen.File.Version + (raced ? 1 : 0);
            Assert.True(isMove ? diagram.Permits(seen.Case.State, move.Act, after.Case.State, StateDiagram.Before(seen.Case)) : seen.Case.State == after.Case.State, what);
            return;
        }

        Assert.True(changed.Length == 0 || (isCertificate && changed.All(table => table is "certificates" or "data_keys")), $"{what}: refused, and yet {string.Join(' ', changed)} changed");
    }

    private async Task CheckDoneAsync(Move move, bool raced, Situation seen, Situation after, string what)
    {
        // An answer given again (a payment that is confirmed twice) moves nothing and is recorded nowhere.
        bool isMove = after.File.Version != seen.File.Version + (raced ? 1 : 0);
        bool isAgain = raced && isMove && TriedAgain.Contains(move.Act);
        Assert.False(raced && isMove && !isAgain, $"{what}: what somebody else wrote meanwhile is lost");
        Assert.True(isMove ? diagram.Permits(seen.Case.State, move.Act, after.Case.State, StateDiagram.Before(seen.Case)) : seen.Case.State == after.Case.State, what);
        if (isMove)
        {
            Assert.True(after.File.Version == seen.File.Version + (isAgain ? 2 : 1), $"{what}: {after.File.Version - seen.File.Version} versions");
            await using IUnitOfWork unit = await machine.Office.Storage.BeginAsync(None);
            AuditEntry last = (await unit.Audit.ListAsync(seen.File.Id, None))[^1].Entry;
            Assert.True((last.Act, last.Result) == (move.Act, "done"), $"{what}: the log says {last.Act} {last.Result}");
        }
    }

    private static long Versions(Situation seen) => seen.Verifications.Sum(v => v.File.Version);

    /// <summary>A refusal says what to do: when it names one act or two that come before, the next turn does it.</summary>
    private void Hint(Move move, Situation seen, Refusal refusal)
    {
        if (refusal.AllowedActions.Count is 1 or 2 && refusal.AllowedActions[0] != move.Act)
        {
            _hints[seen.File.Id] = refusal.AllowedActions[0];
        }
    }

    private async Task ImportAsync(Situation seen)
    {
        bool imported = await machine.ImportAsync();
        Situation after = await machine.LookAsync(seen.File.Id);
        Note($"import {(imported ? "done" : "refused")} at {seen.Now:MM-dd}");
        StoredTables stored = StoredTables.Read(machine.Office.DatabasePath);
        Assert.Equal(imported ? ["procedures"] : [], stored.ChangedSince(_stored));
        Assert.Equal(seen.Case.State, after.Case.State);
        _stored = stored;
    }

    private void Count(Case current) => Reached[current.State] = Reached.GetValueOrDefault(current.State) + 1;

    private void Note(string what)
    {
        _trail.Enqueue(what);
        if (_trail.Count > 60)
        {
            _trail.Dequeue();
        }
    }
}
