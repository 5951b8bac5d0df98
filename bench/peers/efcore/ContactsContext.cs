using Microsoft.EntityFrameworkCore;

namespace ContactBooks.Peers.EfCore;

/// <summary>The unit of work. Whatever a contact's change was, it is stamped when it is saved.</summary>
public class ContactsContext(DbContextOptions<ContactsContext> options) : DbContext(options)
{
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<User> Users => Set<User>();
    public DbSet<Token> Tokens => Set<Token>();
    public DbSet<Book> Books => Set<Book>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<Membership> Memberships => Set<Membership>();

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        foreach (var entry in ChangeTracker.Entries<Contact>())
        {
            if (entry.State == EntityState.Modified)
            {
                entry.Entity.UpdatedAt = now;
                entry.Entity.Revision++;
            }
        }

        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Contact>().HasIndex(contact => new { contact.CustomerId, contact.Phone }).IsUnique();
        modelBuilder.Entity<User>().HasOne(user => user.Customer).WithMany().HasForeignKey(user => user.CustomerId);
        modelBuilder.Entity<Token>().HasOne(token => token.User).WithMany().HasForeignKey(token => new { token.CustomerId, token.UserUid });
    }
}
