/// id: Z4-65
/// title: calm times save up retries without a bound
/// invariant: BOUND
/// exercise: 4.3
/// seen: own
/// target: dev.cairn.rpc.client.RetryBudget#deposit
/// killer: dev.cairn.rpc.client.RetryBudgetTest#calm_times_save_ten_reserves_and_no_more
///
/// After a day without failures the budget holds a million retries. Then the server gets slow, and there is no budget.
class RetryBudget {
    synchronized void deposit() {
        thousandths += part;
    }
}
