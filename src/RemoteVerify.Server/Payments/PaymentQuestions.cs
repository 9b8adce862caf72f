using RemoteVerify.Cases.Payments;
using RemoteVerify.Server.Jobs;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Server.Payments;

/// <summary>Asks the gateway about payments whose call-back never came, and looks again at money that waits for its case.</summary>
public sealed partial class PaymentQuestions(ReconcilePayments payments, JobRecords records, ILogger<PaymentQuestions> logger) : PeriodicJob(records, logger)
{
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        ReconciliationDone done = await payments.RunAsync(cancellationToken);
        if (done.Found + done.Over > 0)
        {
            Log.Done(logger, done.Asked, done.Found, done.Over);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Payments asked about: {Asked}; money found for {Found}, over without money {Over}.")]
        public static partial void Done(ILogger logger, int asked, int found, int over);
    }
}
