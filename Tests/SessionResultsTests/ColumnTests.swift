import SessionResults
import Testing

@Suite struct ColumnTests {
  @Test(arguments: [0, 1, 1023, 1024, 1025, 5000]) func holdsWhatWasAppendedInOrder(_ count: Int) {
    var column = Column<Int>()
    for value in 0..<count { column.append(value) }
    #expect(column.count == count && Array(column) == Array(0..<count))
  }

  @Test func aCopyDoesNotSeeWhatComesLater() {
    var column = Column<Int>()
    column.append(1)
    let copy = column
    column.append(2)
    #expect(Array(copy) == [1] && Array(column) == [1, 2])
  }
}
