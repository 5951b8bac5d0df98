using ContactBooks.Core.Identity;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>The contacts that go, as a column of one statement. They are locked.</summary>
internal sealed class ContactsToDelete : IDisposable
{
    internal const string Delete = "delete from contacts c using unnest($2) as r (contact_uid) where c.customer_id = $1 and c.contact_uid = r.contact_uid";

    private readonly ArrayColumn _uids = new(ElementType.Uuid, 256);
    private int _count;

    /// <summary>Adds one.</summary>
    public void Add(ContactUid uid)
    {
        _uids.Add(uid);
        _count++;
    }

    /// <summary>Adds the statement to a batch, if there is anything to do.</summary>
    public void AddTo(NpgsqlBatch batch, long customer)
    {
        if (_count == 0)
        {
            return;
        }

        var command = new NpgsqlBatchCommand(Delete);
        _uids.Bind(command.Parameters.Bind(customer));
        batch.BatchCommands.Add(command);
    }

    public void Dispose() => _uids.Dispose();
}
