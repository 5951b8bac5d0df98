using ContactBooks.Browser.Specs;

[assembly: AssemblyFixture(typeof(Chromium))]
