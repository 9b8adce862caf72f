using System.Text.Json;
using System.Text.Json.Serialization;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Guidance;

/// <summary>Where a step is done.</summary>
public enum StepWhere
{
    Online,

    /// <summary>At a service point, for people who can't or won't do it online.</summary>
    ServicePoint,

    /// <summary>By the office or the operator; the citizen waits or asks.</summary>
    Office,
}

/// <summary>Something that a person can do next.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Who"><c>Citizen</c>, <c>Officer</c>, <c>OrganisationSeal</c> or <c>Operator</c>.</param>
/// <param name="Where">Where.</param>
/// <param name="TextVi">What, in Vietnamese.</param>
/// <param name="TextEn">What, in English.</param>
public sealed record NextStep(string Id, string Who, StepWhere Where, string TextVi, string TextEn);

/// <summary>
/// For every state and every refusal a next step that a person can take. The texts are data, one file for each language; which step
/// belongs where is a third file.
/// </summary>
public sealed class NextSteps
{
    private const string Folder = "RemoteVerify.Cases.Guidance.Data.";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
    private static readonly Lazy<NextSteps> Embedded = new(() => new NextSteps(
        Read<StepTable>("next-steps.json"), Read<Dictionary<string, string>>("next-steps.vi.json"), Read<Dictionary<string, string>>("next-steps.en.json")));

    private readonly StepTable _table;
    private readonly Dictionary<string, NextStep> _steps;

    private NextSteps(StepTable table, Dictionary<string, string> vietnamese, Dictionary<string, string> english)
    {
        _table = table;
        _steps = table.Steps.ToDictionary(
            step => step.Key,
            step => new NextStep(step.Key, step.Value.Who, step.Value.Where, vietnamese[step.Key], english[step.Key]),
            StringComparer.Ordinal);
    }

    /// <summary>The steps delivered with the service.</summary>
    public static NextSteps Delivered => Embedded.Value;

    /// <summary>Every step there is.</summary>
    public IReadOnlyCollection<NextStep> All => _steps.Values;

    /// <summary>What to do in a state; at least one is the citizen's.</summary>
    public IReadOnlyList<NextStep> Of(Case current) => current is RefusedCase { Refusal.Upheld: not null }
        ? [_steps["open-new-case"], _steps["help-at-desk"]]
        : OfState(current.State);

    /// <summary>What to do in the state of this name.</summary>
    public IReadOnlyList<NextStep> OfState(string state) => Find(_table.States.GetValueOrDefault(state, []));

    /// <summary>What to do after a refusal; a code that has no steps of its own gets those of its kind.</summary>
    public IReadOnlyList<NextStep> Of(RefusalCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Find(_table.Refusals.GetValueOrDefault(code.Value) ?? _table.Kinds[code.Kind]);
    }

    /// <summary>True when the code has steps of its own and doesn't fall back on those of its kind.</summary>
    public bool HasOwn(RefusalCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return _table.Refusals.ContainsKey(code.Value);
    }

    /// <summary>Entries that nothing leads to: codes that no longer exist, and steps that nobody is told.</summary>
    public IReadOnlyList<string> Unused =>
    [
        .. _table.Refusals.Keys.Where(code => RefusalCode.All.All(known => known.Value != code)),
        .. _steps.Keys.Except(_table.Refusals.Values.Concat(_table.States.Values).Concat(_table.Kinds.Values).SelectMany(ids => ids)),
    ];

    private IReadOnlyList<NextStep> Find(IReadOnlyList<string> ids) => [.. ids.Select(id => _steps[id])];

    private static T Read<T>(string name)
    {
        using Stream data = typeof(NextSteps).Assembly.GetManifestResourceStream(Folder + name) ?? throw new InvalidOperationException($"{name} is missing from the build.");
        return JsonSerializer.Deserialize<T>(data, Json) ?? throw new InvalidOperationException($"{name} is empty.");
    }

    private sealed record StepTable(
        Dictionary<string, StepPlace> Steps, Dictionary<string, string[]> States, Dictionary<string, string[]> Refusals, Dictionary<RefusalKind, string[]> Kinds);

    private sealed record StepPlace(string Who, StepWhere Where);
}
