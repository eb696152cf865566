def test_page(given, browser_of):
    a = given.appeal()
    b = browser_of("operator")
    b.open(f"/appeals/{a.number}/disclose")
    print(b.text)
    b.submit(f"/appeals/{a.number}/disclose", step="record")
    print(b.answer.status_code, b.text)
