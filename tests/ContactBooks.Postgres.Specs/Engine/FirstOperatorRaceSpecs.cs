using System.Security.Cryptography;
using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;
using ContactBooks.Specs.Nodes;
using Npgsql;

namespace ContactBooks.Specs.Engine;

/// <summary>Each node has given its own link to the first operator's account, and both are used at the same moment.</summary>
public sealed class FirstOperatorRaceSpecs : TwoStores
{
    private const string BothWait =
        "select count(*) = 2 from pg_stat_activity where datname = current_database() and state = 'active' and wait_event_type = 'Lock'";

    [Fact]
    public async Task One_becomes_the_first_and_the_other_none()
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var hold = await connection.BeginTransactionAsync(Cancellation);
        await using var command = new NpgsqlCommand("lock table operators in share mode", connection);
        await command.ExecuteNonQueryAsync(Cancellation);

        var both = Task.WhenAll(BecomeFirstAsync(Store, "opr_a"), BecomeFirstAsync(Other, "opr_b"));
        while (!await ScalarAsync<bool>(BothWait))
        {
            await Task.Delay(10, Cancellation);
        }

        await hold.CommitAsync(Cancellation);
        (await both).Should().ContainSingle(account => account != null);
        (await Store.Accounts.ListOperatorsAsync()).Should().ContainSingle();
    }

    private async Task<Operator?> BecomeFirstAsync(IStore node, string uid)
    {
        var (link, now) = (RandomNumberGenerator.GetBytes(32), Later());
        await node.Accounts.InviteAsync(link, new Invitation(InvitationPurpose.FirstOperator, null, now.AddMinutes(30)), now);
        return await node.Accounts.CreateOperatorAsync(new NewOperator(uid, "Asha", "asha@example.com", "hash"), link, now);
    }
}
