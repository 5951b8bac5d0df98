using System.Globalization;

namespace ContactBooks.Specs.Reliability;

/// <summary>
/// Holds what clients were told against what is there, row by row, both as the server lists it and as the database has it:
/// what was answered 200 is there whole and once, what was refused is absent, what is undecided is whole or absent.
/// </summary>
internal sealed class Ledger(SteadyLoad load, StoredContacts stored, IReadOnlyList<(string Phone, string Uid)> listed, int seed)
{
    /// <summary>Checks all of it.</summary>
    /// <param name="load">Clients that have stopped.</param>
    /// <param name="nodes">The nodes that they uploaded to.</param>
    /// <param name="connection">The database behind these.</param>
    /// <param name="seed">To be told with a fault.</param>
    /// <returns>The figures, as a line.</returns>
    public static async Task<string> CheckAsync(SteadyLoad load, TwoNodes nodes, string connection, int seed)
    {
        var listed = await ListedContacts.ReadAsync(nodes.Caller, nodes.Book);
        var ledger = new Ledger(load, await StoredContacts.ReadAsync(connection), listed, seed);
        ledger.CheckAnswers();
        ledger.CheckListed();
        var there = ledger.CheckUploads();
        (await nodes.Caller.ContactCountAsync(nodes.Book)).Should().Be(listed.Count, "seed {0}", seed);
        foreach (var client in load.Clients.Where(client => client.Acknowledged.Count > 0))
        {
            var (phone, uid) = client.Acknowledged[^1].Uids.Last();
            var found = await nodes.Caller.GetAsync($"{Caller.Books}/{nodes.Book}/contacts?search={phone}");
            found.Data.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("uid").GetString())
                .Should().Equal([uid], "{0} was answered; seed {1}", phone, seed);
        }

        return ledger.Figures(there);
    }

    private void CheckAnswers()
    {
        foreach (var client in load.Clients)
        {
            client.Failures.Should().BeEmpty("seed {0}", seed);
            client.Acknowledged.Should().OnlyContain(told => told.Created == told.Upload.Contacts.Count, "all were new; seed {0}", seed);
        }
    }

    /// <summary>The list has every acknowledged contact, each contact once, and what the database has.</summary>
    private void CheckListed()
    {
        listed.DistinctBy(contact => contact.Phone).Should().HaveCount(listed.Count, "each contact is there once; seed {0}", seed);
        var uids = listed.ToDictionary(contact => contact.Phone, contact => contact.Uid);
        var lost = load.Clients.SelectMany(client => client.Acknowledged).SelectMany(told => told.Uids)
            .Where(contact => uids.GetValueOrDefault(contact.Key) != contact.Value).ToList();
        lost.Should().BeEmpty("every acknowledged row is there, under the identifier that was told; seed {0}", seed);

        // A set's own comparison: that of the assertions takes minutes for as many.
        stored.Contacts.Should().HaveCount(listed.Count, "seed {0}", seed);
        uids.Keys.ToHashSet().SetEquals(stored.Contacts.Select(contact => contact.Phone.ToString(CultureInfo.InvariantCulture))).Should().BeTrue("seed {0}", seed);
        stored.Memberships.Should().Be(listed.Count, "seed {0}", seed);
    }

    /// <summary>Uploads are there whole or not at all; gives how many of the undecided are.</summary>
    private int CheckUploads()
    {
        var rows = stored.Contacts.GroupBy(contact => contact.Marker).ToDictionary(upload => upload.Key, upload => upload.Count());
        int Take(Upload upload) => rows.Remove(upload.Marker, out var count) ? count : 0;

        var there = 0;
        foreach (var client in load.Clients)
        {
            foreach (var told in client.Acknowledged)
            {
                Take(told.Upload).Should().Be(told.Upload.Contacts.Count, "{0} was answered; seed {1}", told.Upload.Marker, seed);
            }

            foreach (var upload in client.Refused)
            {
                Take(upload).Should().Be(0, "{0} was refused; seed {1}", upload.Marker, seed);
            }

            foreach (var upload in client.Undecided)
            {
                var count = Take(upload);
                count.Should().BeOneOf([0, upload.Contacts.Count], "{0} is whole or absent; seed {1}", upload.Marker, seed);
                there += count > 0 ? 1 : 0;
            }
        }

        rows.Should().BeEmpty("nothing is there that nobody sent; seed {0}", seed);
        return there;
    }

    private string Figures(int undecidedThere)
    {
        var told = load.Clients.SelectMany(client => client.Acknowledged).ToList();
        return $"seed {seed}: {told.Count} uploads of {told.Sum(one => one.Created)} contacts acknowledged, {told.Count(one => one.IsReplay)} of them by a replay; " +
            $"0 rows lost, 0 doubled; tried again after: {load.Troubles}; without a key {load.Clients.Sum(client => client.Refused.Count)} refused and absent, " +
            $"{load.Clients.Sum(client => client.Undecided.Count)} undecided, of which {undecidedThere} are there, whole";
    }
}
