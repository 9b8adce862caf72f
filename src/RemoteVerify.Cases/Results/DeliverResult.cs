using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Results;

/// <summary>Notes that the citizen has the result (trả kết quả).</summary>
public sealed class DeliverResult(Desk desk)
{
    public Task<Outcome<ResultDelivered>> DoAsync(Actor actor, CaseReference reference, DeliveryWay way, CancellationToken cancellationToken) =>
        desk.DoAsync<ResultDelivered>(Act.DeliverResult, actor, async (work, ct) =>
        {
            if (!(await work.CaseAsync<Completed>(reference, ct)).TryGet(out Completed? current, out Refusal? refusal))
            {
                return refusal;
            }

            work.Note("way", way.ToString());
            work.Publish("result.delivered", current.File.Id, current.Result.ToString());
            return await work.SaveAsync(current.Deliver(new Delivery(way, actor.Id, work.Now)), ct);
        }, cancellationToken);
}
