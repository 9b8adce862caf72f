using System.Reflection;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <summary>
/// The store, with somebody else who can be made to act between the moment in which an act reads its case and the moment in which it commits.
/// </summary>
internal sealed class Interference(IUnitOfWorkFactory stores) : IUnitOfWorkFactory
{
    private Func<Task>? _somebodyElse;

    /// <summary>The next act that reads a case finds, at its commit, that this was done meanwhile.</summary>
    public void Arm(Func<Task> somebodyElse) => _somebodyElse = somebodyElse;

    /// <summary>Whether nobody read a case since.</summary>
    public bool Disarm()
    {
        bool waited = _somebodyElse is not null;
        _somebodyElse = null;
        return waited;
    }

    public async Task<IUnitOfWork> BeginAsync(CancellationToken cancellationToken)
    {
        IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        return _somebodyElse is null ? unit : Through<IUnitOfWork>.Of(unit, (method, result) => method.Name == "get_Cases" ? Cases((ICaseStore)result!) : result);
    }

    private ICaseStore Cases(ICaseStore store) => Through<ICaseStore>.Of(store, (method, result) => method.Name == nameof(ICaseStore.FindAsync) ? ReadAsync((Task<Case?>)result!) : result);

    private async Task<Case?> ReadAsync(Task<Case?> reading)
    {
        Case? read = await reading;
        if (read is not null && _somebodyElse is { } act)
        {
            _somebodyElse = null;
            await act();
        }

        return read;
    }
}

/// <summary>Hands every call on and lets somebody change what comes back; new members of the interface need nothing here.</summary>
public class Through<T> : DispatchProxy
    where T : class
{
    private T _inner = null!;
    private Func<MethodInfo, object?, object?> _change = null!;

    internal static T Of(T inner, Func<MethodInfo, object?, object?> change)
    {
        T proxy = Create<T, Through<T>>();
        ((Through<T>)(object)proxy)._inner = inner;
        ((Through<T>)(object)proxy)._change = change;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        try
        {
            return _change(targetMethod!, targetMethod!.Invoke(_inner, args));
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is { } real)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(real);
            throw;
        }
    }
}
