using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Pades.Signing;

/// <summary>Which fields a lock names.</summary>
public enum FieldLockAction
{
    All,
    Include,
    Exclude,
}

/// <summary>What is locked once the field is signed (ISO 32000-2, 12.7.5.5).</summary>
/// <param name="Fields">Full names; empty for <see cref="FieldLockAction.All"/>.</param>
/// <param name="Permission">1 to 3 as for certification, for the whole document; null: no restriction.</param>
public sealed record FieldLock(FieldLockAction Action, IReadOnlyList<string> Fields, int? Permission = null);

/// <summary>An empty signature field to be made.</summary>
public sealed record SignatureFieldSpec
{
    /// <summary>Full name of the field; <c>A.B</c> stands in the group <c>A</c>, which is made where it is missing.</summary>
    public required string Name { get; init; }

    /// <summary>Page of the widget, from 1.</summary>
    public int PageNumber { get; init; } = 1;

    /// <summary>Place on the page as a reader shows it (after rotation), from its lower left corner; null: invisible.</summary>
    public Frame? Rectangle { get; init; }

    /// <summary>What the field is called to people, such as "Chữ ký của công chứng viên"; null: its name, in tagged files.</summary>
    public string? Label { get; init; }

    public FieldLock? Lock { get; init; }
}
