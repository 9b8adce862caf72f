using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Backups.Rows;

/// <summary>What a value is, whatever a database calls it. The numbers stand in backups.</summary>
internal enum ValueKind : byte
{
    Text = 1,
    Long = 2,
    Integer = 3,
    Boolean = 4,
    Bytes = 5,
    Id = 6,
    Date = 7,
}

/// <summary>A column of a table.</summary>
internal sealed record ColumnShape(string Name, ValueKind Kind);

/// <summary>A table as it is copied.</summary>
/// <param name="Keys">The columns of its primary key, by which rows are ordered.</param>
internal sealed record TableShape(string Name, IReadOnlyList<ColumnShape> Columns, IReadOnlyList<string> Keys)
{
    private const string First = "secrets";

    /// <summary>
    /// All tables of the model; the secrets first, because the log's key in them is needed for what follows. What is not in the model (the
    /// scheduler's tables, the record of migrations) is made again by the service.
    /// </summary>
    public static IReadOnlyList<TableShape> Of(StorageContext context) =>
        [.. context.Model.GetEntityTypes().Select(Of).OrderBy(table => table.Name != First).ThenBy(table => table.Name, StringComparer.Ordinal)];

    /// <summary>Names in double quotes are the same in both databases.</summary>
    public static string Quote(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? $"\"{name}\"" : throw new BackupException(BackupFault.Changed, "A table or column of the backup has no possible name.");

    public bool IsLike(TableShape other) => Name == other.Name && Columns.ToHashSet().SetEquals(other.Columns);

    private static TableShape Of(IEntityType type) => new(
        type.GetTableName()!,
        [.. type.GetProperties().Select(property => new ColumnShape(property.GetColumnName(), KindOf(property)))],
        [.. type.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName())]);

    private static ValueKind KindOf(IProperty property)
    {
        Type type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        type = type.IsEnum ? Enum.GetUnderlyingType(type) : type;

        // SQLite keeps ids and dates as text by a converter of its own; what counts is what they are.
        Type meant = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return meant == typeof(Guid) ? ValueKind.Id
            : meant == typeof(DateOnly) ? ValueKind.Date
            : meant == typeof(bool) ? ValueKind.Boolean
            : type == typeof(string) ? ValueKind.Text
            : type == typeof(long) ? ValueKind.Long
            : type == typeof(int) ? ValueKind.Integer
            : type == typeof(byte[]) ? ValueKind.Bytes
            : throw new InvalidOperationException($"{property.DeclaringType.DisplayName()}.{property.Name} is of a type that backups don't know; add it to ValueKind.");
    }
}
