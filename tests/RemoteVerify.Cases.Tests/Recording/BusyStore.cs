using System.Reflection;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.Recording;

/// <summary>A real store whose first commits meet a conflict.</summary>
internal sealed class BusyStore(IUnitOfWorkFactory inner, int conflicts) : IUnitOfWorkFactory
{
    public int Left { get; set; } = conflicts;

    public async Task<IUnitOfWork> BeginAsync(CancellationToken cancellationToken)
    {
        IUnitOfWork unit = DispatchProxy.Create<IUnitOfWork, BusyUnit>();
        ((BusyUnit)unit).Over(await inner.BeginAsync(cancellationToken), this);
        return unit;
    }
}

/// <summary>Everything goes to the real unit, but a commit while there are conflicts left.</summary>
public class BusyUnit : DispatchProxy
{
    private IUnitOfWork _inner = null!;
    private BusyStore _store = null!;

    internal void Over(IUnitOfWork inner, object store) => (_inner, _store) = (inner, (BusyStore)store);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IUnitOfWork.CommitAsync) && _store.Left-- > 0
            ? Task.FromResult(CommitResult.VersionConflict)
            : targetMethod.Invoke(_inner, args);
}
