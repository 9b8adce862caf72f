using System.Text.Json;
using System.Text.Json.Serialization;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Retaining;

/// <summary>All rules of retention: those delivered with the service, and those of the operator before them.</summary>
/// <param name="Version">Version of the data set.</param>
/// <param name="EffectiveFrom">First day on which it is used.</param>
/// <param name="Rules">The rules.</param>
public sealed record RetentionSchedule(string Version, DateOnly EffectiveFrom, IReadOnlyList<RetentionRule> Rules)
{
    /// <summary>Largest file in bytes.</summary>
    public const int MaximumBytes = 1 << 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = false,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    private static readonly Lazy<RetentionSchedule> Embedded = new(() =>
    {
        using Stream data = typeof(RetentionSchedule).Assembly.GetManifestResourceStream("RemoteVerify.Cases.Retaining.Data.retention.json")
            ?? throw new InvalidOperationException("The retention schedule is missing from the build.");
        using MemoryStream bytes = new();
        data.CopyTo(bytes);
        return Read(bytes.ToArray());
    });

    /// <summary>The schedule delivered with the service; it has a rule for every class and every end of a case.</summary>
    public static RetentionSchedule Delivered => Embedded.Value;

    /// <summary>True in Production: data is destroyed only by a rule that somebody verified.</summary>
    [JsonIgnore]
    public bool OnlyVerified { get; init; }

    /// <param name="utf8">The file.</param>
    /// <exception cref="InvalidDataException">It is no schedule; the message says why.</exception>
    public static RetentionSchedule Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaximumBytes)
        {
            throw new InvalidDataException($"A retention schedule has at most {MaximumBytes} bytes.");
        }

        RetentionSchedule? read;
        try
        {
            read = JsonSerializer.Deserialize<RetentionSchedule>(utf8, Json);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The retention schedule can't be read: {e.Message}", e);
        }

        return read is { Rules: not null, Version: not null } && Fault(read) is not { } fault ? read : throw new InvalidDataException(read is { Rules: not null } ? Fault(read) : "The retention schedule has no rules.");
    }

    /// <summary>The operator's rules before these.</summary>
    public RetentionSchedule With(RetentionSchedule own)
    {
        ArgumentNullException.ThrowIfNull(own);
        return this with { Version = $"{own.Version} + {Version}", Rules = [.. own.Rules, .. Rules.Where(rule => own.Rules.All(other => other.Id != rule.Id))] };
    }

    /// <summary>The rule for a class; the narrowest, and among equally narrow ones the first.</summary>
    public RetentionRule RuleFor(DataClass dataClass, string tenant, string procedure, CaseOutcome outcome) =>
        Rules.Where(rule => rule.DataClass == dataClass && rule.Covers(tenant, procedure, outcome)).MaxBy(rule => rule.Narrowness)
        ?? throw new InvalidOperationException($"The retention schedule {Version} has no rule for {dataClass}.");

    /// <summary>The retention of a class of an ended case; null while the case runs.</summary>
    public RetentionTerm? TermOf(Case current, Procedure procedure, DataClass dataClass)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(procedure);
        if (CaseEnd.Of(current) is not { } end)
        {
            return null;
        }

        RetentionRule rule = RuleFor(dataClass, current.File.Tenant.Value, current.File.ProcedureCode, end.Outcome);
        return new RetentionTerm(rule, end.At, rule.Keep switch
        {
            { ForGood: true } => null,
            { Days: { } days } => end.At.AddDays(days),
            { Years: { } years } => end.At.AddYears(years),
            _ => end.At.AddYears(YearsOf(procedure, current.File)),
        });
    }

    /// <summary>The kind of transaction says more exactly than the procedure; one that nobody knows falls back on the longest.</summary>
    private static int YearsOf(Procedure procedure, CaseFile file) => procedure.Notarised is not { } options
        ? procedure.RetentionYears
        : options.Find(file.Dossier.Value(TransactionRule.Field) ?? "")?.RetentionYears ?? options.Transactions.Select(kind => kind.RetentionYears).Append(procedure.RetentionYears).Max();

    private static string? Fault(RetentionSchedule schedule)
    {
        if (schedule.Rules.FirstOrDefault(rule => rule is not { Id.Length: > 0, Keep: { } keep, TitleVi.Length: > 0, PurposeVi.Length: > 0, BasisVi.Length: > 0, Source.Count: > 0, LegalReview: not null } || !keep.IsClear) is { } unclear)
        {
            return $"The rule '{unclear.Id}' must say what, what for, on which basis, from which source, and exactly one of days, years, asProcedure and forGood.";
        }

        return schedule.Rules.GroupBy(rule => rule.Id).FirstOrDefault(same => same.Count() > 1) is { } twice ? $"The rule '{twice.Key}' stands there twice." : null;
    }

    public override string ToString() => $"RetentionSchedule {Version}";
}
